import {
  FAIRWAY,
  type ChangeRequestSummary,
} from '@fairway/plugin-golden-path-common';
import { StateChip, type State } from '@fairway/ui';
import { useWords, type Words } from '../../hooks/useWords';

/** Where a request stands, as state and word. */
export function standingOf(
  request: ChangeRequestSummary,
  t: Words,
): { state: State; label: string } {
  if (request.state === 'merged') {
    return {
      state: 'good',
      label:
        request.mergedBy === FAIRWAY
          ? t('standing.byItself')
          : t('standing.merged'),
    };
  }
  if (request.state === 'closed') {
    return { state: 'unknown', label: t('standing.closed') };
  }
  if (request.counts.deny > 0) {
    return { state: 'critical', label: t('standing.denied') };
  }
  if (request.awaiting.length > 0) {
    return {
      state: 'attention',
      label: t('standing.waits', { reviewers: request.awaiting.join(', ') }),
    };
  }
  return {
    state: 'good',
    label:
      request.review.decision === 'automatic'
        ? t('standing.automatic')
        : t('standing.agreed'),
  };
}

/** Where a request stands. */
export function StandingChip(props: { request: ChangeRequestSummary }) {
  const t = useWords();
  const { state, label } = standingOf(props.request, t);
  return <StateChip state={state} label={label} title={label} />;
}

/** How many findings there are of each severity. */
export function FindingCounts(props: { deny: number; warn: number }) {
  const { deny, warn } = props;
  const t = useWords();
  if (deny > 0) {
    return (
      <StateChip
        state="critical"
        label={t('findings.denied', { count: deny })}
      />
    );
  }
  return warn > 0 ? (
    <StateChip
      state="attention"
      label={t('findings.warned', { count: warn })}
    />
  ) : (
    <StateChip state="good" label={t('findings.none')} />
  );
}
