/**
 * The golden path as pure functions: schemas of intent and contract, the compiler, policy and review decision.
 * No I/O, no clock, no randomness: the browser, the backend, the CLI and CI get the same answer.
 *
 * @packageDocumentation
 */
export * from './schema/intent';
export { sloSchema } from './schema/intentParts';
export { problemsOfFailure } from './schema/failure';
export * from './schema/contract';
export * from './schema/resource';
export * from './model';
export * from './changeRequest';
export * from './api';
export * from './authoringApi';
export * from './permissions';
export * from './settings';
export { compile, type CompileOptions } from './compile/compile';
export {
  derivePlatform,
  type PlatformObject,
  type PlatformResult,
} from './compile/derivePlatform';
export { PLATFORM_FOLDERS } from './compile/platformContext';
export {
  deliveryFileNames,
  isInNamespaceFolder,
  namespaceFileNames,
} from './compile/paths';
export { renderFiles, renderObject } from './compile/render';
export { SUPPORTED_WORKLOAD_TYPES } from './compile/workloads/registry';
export * from './quantity';
export * from './yaml';
export * from './checks';
export * from './fleet';
export * from './cost';
export * from './readiness';
export * from './review';
export * from './diff';
export * from './explain';
export * from './impact';
export * from './cel';
export * from './connectivity';
export * from './policy';
export * from './schema/parse';
export { loadContract } from './contract/loadContract';
export { cronInWords } from './cron';
export * from './form';
export * from './schema/jsonSchema';
export * from './import';
export * from './authoring';
export * from './versions';
export * from './waivers';
export * from './day2';
export * from './campaigns';
export * from './drift';
export * from './delivery';
