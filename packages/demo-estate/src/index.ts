/**
 * A made-up company to try Fairway with: teams, people, systems, services and their agreements, the same from the
 * same seed.
 *
 * @packageDocumentation
 */
export { generateEstate } from './estate';
export type { EstateOptions } from './estate';
export { deliveryHistory } from './delivery';
export { compilableIntents } from './compilable';
export { catalogEntities } from './catalog';
export * from './model';
export * from './telemetry';
