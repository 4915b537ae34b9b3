/**
 * A page of the demo profile: what is to go wrong in the demo estate.
 *
 * @packageDocumentation
 */
export { demoEstatePlugin as default } from './plugin';
