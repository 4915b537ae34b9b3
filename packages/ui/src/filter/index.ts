export * from './FilterChips';
export * from './FilterSelect';
export * from './Segmented';
