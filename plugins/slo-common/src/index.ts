/**
 * Service level objectives: documents of OpenSLO, Sloth and Pyrra and of service intents, the rules that watch them,
 * and the mathematics of their error budgets. Pure functions.
 *
 * @packageDocumentation
 */
export * from './api';
export { countStates } from './countStates';
export * from './budget';
export * from './burn';
export * from './generate';
export * from './intent';
export * from './model';
export * from './permissions';
export * from './queries';
export * from './read';
export * from './promql';
export * from './rules/alertWindows';
export * from './rules/openslo';
export type * from './rules/options';
export * from './rules/pyrra';
export * from './rules/sloth';
export * from './source';
export * from './status';
export * from './write';
