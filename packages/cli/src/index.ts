/**
 * `fairway`: the functions of the golden path for a terminal and for CI.
 *
 * @packageDocumentation
 */
export { runFairway } from './runFairway';
