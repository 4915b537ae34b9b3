export * from './quantity';
export * from './duration';
