export * from './YamlView';
export * from './YamlInput';
export * from './DiffView';
export * from './lineReason';
export * from './lineProblem';
export type { AskedLine } from './EditableEditor';
