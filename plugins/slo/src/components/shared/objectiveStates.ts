import type { ObjectiveState } from '@fairway/plugin-slo-common';
import type { State } from '@fairway/ui';

/** What a state of an objective says at a glance; without a verdict it is unknown, and never good. */
export const OBJECTIVE_LOOKS: Record<ObjectiveState, State> = {
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
