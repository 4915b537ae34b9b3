import type { ServiceDriftSummary } from '@fairway/plugin-golden-path-common';
import { StateChip } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { DRIFT_LOOKS, worstInWords } from '../shared/driftStates';

/** The worst that is to be said of a service. */
export function DriftStanding(props: { drift: ServiceDriftSummary }) {
  const { drift } = props;
  const t = useWords();
  return (
    <StateChip
      state={DRIFT_LOOKS[drift.state]}
      label={worstInWords(drift, t)}
      title={t(`drift.stateText.${drift.state}`)}
    />
  );
}
