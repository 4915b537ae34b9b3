/**
 * Objectives, their status, history and exclusions over HTTP.
 *
 * @packageDocumentation
 */
export { sloPlugin as default } from './plugin';
export {
  createObjectiveConditionalDecision,
  objectiveConditions,
  objectiveResourceRef,
  objectiveRules,
} from './permissions/rules';
