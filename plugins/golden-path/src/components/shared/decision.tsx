import {
  FAIRWAY,
  type ChangeRequestSummary,
} from '@fairway/plugin-golden-path-common';
import { StateChip, type State } from '@fairway/ui';
import { useWords, type Words } from '../../hooks/useWords';

/** Named in full up to here; a chip is no list. */
const NAMED = 2;

/** `group:audit` is read as `audit`; kinds of reviewer have no more than their name. */
export function reviewerName(reviewer: string): string {
  return reviewer.replace(/^group:(default\/)?/, '');
}

function waitsFor(reviewers: string[], t: Words): string {
  const names = reviewers.map(reviewerName);
  const rest = names.length - NAMED;
  // One more is as short as its name.
  return rest > 1
    ? t('standing.waitsMore', {
        reviewers: names.slice(0, NAMED).join(', '),
        count: rest,
      })
    : t('standing.waits', { reviewers: names.join(', ') });
}

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
  if (request.outside) {
    return { state: 'attention', label: t('standing.outside') };
  }
  if (request.counts.deny > 0) {
    return { state: 'critical', label: t('standing.denied') };
  }
  if (request.awaiting.length > 0) {
    return {
      state: 'attention',
      label: waitsFor(request.awaiting, t),
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
  const { awaiting, outside } = props.request;
  const { state, label } = standingOf(props.request, t);
  const everyone = t('standing.waits', {
    reviewers: awaiting.map(reviewerName).join(', '),
  });
  return (
    <StateChip
      state={state}
      label={label}
      title={state === 'attention' && !outside ? everyone : label}
    />
  );
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
