export * from './model';
export {
  importAnswersSchema,
  importPlatformOf,
  type ImportAnswers,
  type ImportPlatform,
} from './answers';
export { importKubernetes } from './kubernetes/importKubernetes';
export { importScore } from './score/importScore';
export { importedDocuments } from './result';
