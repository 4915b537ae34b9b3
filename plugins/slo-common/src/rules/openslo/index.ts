export { conditionRules } from './conditionRules';
