export * from './review';
export type { SpentBudget } from './triggers/change';
export * from './otherSides';
