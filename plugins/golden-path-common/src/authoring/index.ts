export { compileAnswers, type AnswersResult } from './answers';
export { checkTemplate } from './checkTemplate';
export {
  contractOfFiles,
  isDraftPath,
  MAX_DRAFT_FILE,
  MAX_DRAFT_PATHS,
  MAX_DRAFT_TITLE,
  withChanges,
} from './draftFiles';
export {
  runTemplateCase,
  type TemplateCase,
  type TemplateCaseResult,
} from './templateCase';
export { type GoldenPathTemplate } from './templateFields';
