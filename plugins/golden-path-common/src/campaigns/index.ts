export * from './api';
export * from './actions';
export * from './edits';
export * from './requestProblems';
export * from './scope';
export * from './standing';
export * from './templateEdits';
export * from './waves';
