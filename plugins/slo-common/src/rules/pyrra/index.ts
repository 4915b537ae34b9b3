export type { PyrraIndicator, PyrraObjective, PyrraSeverities } from './model';
export { pyrraRuleFiles, pyrraRules, type PyrraRuleFile } from './pyrraRules';
