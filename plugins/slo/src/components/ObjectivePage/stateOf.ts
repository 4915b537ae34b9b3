import type { ObjectiveState } from '@fairway/plugin-slo-common';
import type { State } from '@fairway/ui';

const STATES: Record<ObjectiveState, State> = {
  exhausted: 'critical',
  'burning-fast': 'critical',
  burning: 'attention',
  invalid: 'unknown',
  'no-data': 'unknown',
  unknown: 'unknown',
  'too-few-events': 'unknown',
  excluded: 'unknown',
  healthy: 'good',
};

/** Which of the four states of all pages it is; without a verdict it is never good. */
export function stateOf(state: ObjectiveState): State {
  return STATES[state];
}
