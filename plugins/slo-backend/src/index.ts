/**
 * Objectives, their status, history and exclusions over HTTP.
 *
 * @packageDocumentation
 */
export { sloPlugin as default } from './plugin';
