export { conditionRules } from './conditionRules';
export type { BurnCondition } from './model';
