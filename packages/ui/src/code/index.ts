export * from './YamlView';
export * from './DiffView';
