export * from './budgetOf';
export { budgetUnitOf } from './counted';
export { mergeTimes } from './cut';
export * from './errorBudget';
export { periodSecondsOf, windowBounds } from './windowBounds';
