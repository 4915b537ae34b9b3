import type { ObjectiveState } from './api';

/** How many objectives are in each state; `objectives`: that many at once. @public */
export function countStates(
  found: Iterable<{ state: ObjectiveState; objectives?: number }>,
): Record<ObjectiveState, number> {
  const states: Record<ObjectiveState, number> = {
    exhausted: 0,
    'burning-fast': 0,
    burning: 0,
    invalid: 0,
    'no-data': 0,
    unknown: 0,
    'too-few-events': 0,
    excluded: 0,
    healthy: 0,
  };
  for (const { state, objectives = 1 } of found) {
    states[state] += objectives;
  }
  return states;
}
