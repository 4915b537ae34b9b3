export * from './format';
export * from './values';
