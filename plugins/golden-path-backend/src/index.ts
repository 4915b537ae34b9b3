/**
 * The backend of the golden path.
 *
 * @packageDocumentation
 */
export { goldenPathPlugin as default } from './plugin';
export * from './extensions';
export {
  changeRequestConditions,
  changeRequestResourceRef,
  changeRequestRules,
  createChangeRequestConditionalDecision,
} from './permissions/rules';
