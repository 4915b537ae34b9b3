/**
 * Pages of service level objectives.
 *
 * @packageDocumentation
 */
export { default } from './plugin';
