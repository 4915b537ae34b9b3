import type { ObjectiveState } from '@fairway/plugin-slo-common';
import { StateChip } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { OBJECTIVE_LOOKS } from './objectiveStates';

/** How an objective stands, with what that means on hover. */
export function ObjectiveStateChip(props: {
  state: ObjectiveState;
  /** Why there is no verdict. */
  reason?: string;
}) {
  const { state, reason } = props;
  const t = useWords();
  return (
    <StateChip
      state={OBJECTIVE_LOOKS[state]}
      label={t(`state.${state}`)}
      title={reason ?? t(`stateText.${state}`)}
    />
  );
}
