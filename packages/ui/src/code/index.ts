export * from './YamlView';
export * from './DiffView';
export * from './lineReason';
