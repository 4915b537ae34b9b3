export { checkPromql, promqlType } from './check';
export { promDuration, secondsOfPromDuration } from './duration';
export type { PromqlType } from './functions';
export { normalPromql } from './normal';
export type { PromqlProblem } from './tree';
export { checkQueryTemplate, hasWindow, withWindow } from './window';
