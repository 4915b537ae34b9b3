import type {
  ObjectiveAnswer,
  ObjectiveState,
} from '@fairway/plugin-slo-common';

/** States in which what is known says nothing of now. */
const NOT_JUDGED: readonly ObjectiveState[] = [
  'unknown',
  'invalid',
  'no-data',
  'too-few-events',
];

/** Whether what is known is enough to say that all is quiet. */
export function isJudged({ state, staleSince }: ObjectiveAnswer): boolean {
  return staleSince === undefined && !NOT_JUDGED.includes(state);
}
