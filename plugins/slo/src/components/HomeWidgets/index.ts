export { WorstBudgets } from './WorstBudgets';
