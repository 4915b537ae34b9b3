import { formatDuration } from '../quantity';
import type { DeliveryStep } from './api';
import type { FoldedRelease } from './fold';
import type { DeliveryProfile } from './profile';

/**
 * A release at a moment, epoch milliseconds: whether the window of observation is over without a failure is told by
 * the clock, and stored nowhere.
 * @public
 */
export function settleRelease(options: {
  folded: FoldedRelease;
  profile: Pick<DeliveryProfile, 'observationSeconds' | 'observationFrom'>;
  now: number;
}): FoldedRelease {
  const { folded, profile, now } = options;
  const { stableAt, release } = folded;
  if (!stableAt) {
    return folded;
  }
  const window = formatDuration(profile.observationSeconds);
  if (Date.parse(stableAt) > now) {
    return withStable(folded, {
      status: 'waiting',
      why: `Stable at ${stableAt} unless something fails: ${window} of observation (${profile.observationFrom}).`,
    });
  }
  const steps = withStable(folded, {
    status: 'done',
    at: stableAt,
    evidence: [
      {
        id: `${release.id}:stable`,
        state: 'stable',
        outcome: 'passed',
        at: stableAt,
        source: 'fairway',
        summary: `Nothing failed for ${window}`,
        facts: { window, from: profile.observationFrom },
      },
    ],
  });
  return release.state === 'rolled-back'
    ? steps
    : {
        ...steps,
        since: stableAt,
        release: { ...release, state: 'stable' },
      };
}

function withStable(
  folded: FoldedRelease,
  change: Partial<DeliveryStep>,
): FoldedRelease {
  return {
    ...folded,
    steps: folded.steps.map(({ why, ...step }) =>
      step.state === 'stable'
        ? { ...step, ...change }
        : { ...step, ...(why !== undefined && { why }) },
    ),
  };
}
