export * from './palette';
export * from './theme';
export * from './useFairwayColors';
export * from './focus';
