export { checkTemplate } from './checkTemplate';
export {
  runTemplateCase,
  type TemplateCase,
  type TemplateCaseResult,
} from './templateCase';
export { type GoldenPathTemplate } from './templateFields';
