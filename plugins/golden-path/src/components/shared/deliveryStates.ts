import type {
  DeliveryState,
  DeliveryStep,
  DeliverySummary,
} from '@fairway/plugin-golden-path-common';
import type { State } from '@fairway/ui';
import type { Words } from '../../hooks/useWords';

/** What a step says at a glance; a step that is still to come says nothing yet. */
export const STEP_LOOKS: Record<DeliveryStep['status'], State | undefined> = {
  done: 'good',
  failed: 'critical',
  missing: 'unknown',
  waiting: undefined,
  'not-applicable': undefined,
};

/** What a release says at a glance. */
export function releaseLook(release: {
  state: DeliveryState;
  failed: boolean;
  missing?: number;
}): State {
  if (release.state === 'rolled-back') {
    return 'attention';
  }
  if (release.failed) {
    return 'critical';
  }
  if (release.missing) {
    return 'unknown';
  }
  return 'good';
}

/** `Stable`, `Sync failed`, `Ready, 2 without evidence`. */
export function releaseInWords(
  release: { state: DeliveryState; failed: boolean; missing?: number },
  t: Words,
): string {
  const state = t(`delivery.state.${release.state}`);
  // What was taken back because it failed has been dealt with.
  if (release.state === 'rolled-back') {
    return state;
  }
  if (release.failed) {
    return t(`delivery.failedOnceAt.${release.state}`);
  }
  return release.missing
    ? t('delivery.missingAt', { state, count: release.missing })
    : state;
}

/** The same where there is little room: `Stable`, `Sync failed`, `Ready, unproven`. */
export function releaseInShort(
  release: { state: DeliveryState; failed: boolean; missing?: number },
  t: Words,
): string {
  return !release.failed && release.state !== 'rolled-back' && release.missing
    ? t('delivery.unproven', { state: t(`delivery.state.${release.state}`) })
    : releaseInWords({ ...release, missing: 0 }, t);
}

/** `Ready: Done`, `Sync failed`: a state and how it stands, as one says it. */
export function stepInWords(
  { state, status }: Pick<DeliveryStep, 'state' | 'status'>,
  t: Words,
): string {
  return status === 'failed'
    ? t(`delivery.failedAt.${state}`)
    : t('delivery.stepAt', {
        state: t(`delivery.state.${state}`),
        status: t(`delivery.status.${status}`),
      });
}

/** An image by what tells it apart: its tag, or the head of its digest. */
export function imageInShort(image: string): string {
  const [, digest] = /@sha256:([0-9a-f]{12})/.exec(image) ?? [];
  const [, tag] = /:([^:/@]+)(?:@|$)/.exec(image) ?? [];
  return tag && !image.includes('@') ? tag : digest ?? tag ?? image;
}

/** Whether somebody should look at it. */
export function needsAttention({ environments }: DeliverySummary): boolean {
  return environments.some(({ failed, missing }) => failed || missing > 0);
}
