/**
 * Scaffolder actions of the golden path.
 *
 * @packageDocumentation
 */
export { scaffolderModuleGoldenPath as default } from './module';
export { createCompileAction } from './actions/compile';
export { createChangeRequestAction } from './actions/changeRequest';
export type {
  GoldenPathClient,
  CallOptions,
} from './services/GoldenPathClient';
