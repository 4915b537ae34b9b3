/**
 * Objectives in the search of the portal.
 *
 * @packageDocumentation
 */
export { searchModuleSlo as default } from './module';
export { ObjectiveCollatorFactory } from './ObjectiveCollatorFactory';
