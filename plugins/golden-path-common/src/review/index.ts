export * from './review';
export * from './otherSides';
