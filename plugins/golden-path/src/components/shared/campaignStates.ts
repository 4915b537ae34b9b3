import type {
  CampaignCounts,
  CampaignServiceState,
  CampaignState,
} from '@fairway/plugin-golden-path-common';
import type { State } from '@fairway/ui';

/** What the state of a campaign says at a glance. */
export const CAMPAIGN_LOOKS: Record<CampaignState, State> = {
  planning: 'unknown',
  planned: 'unknown',
  running: 'good',
  paused: 'attention',
  stopped: 'unknown',
  done: 'good',
  failed: 'critical',
};

/** What the state of a service says at a glance, in the order in which it is told. */
export const SERVICE_LOOKS: Record<CampaignServiceState, State> = {
  denied: 'critical',
  failed: 'critical',
  closed: 'attention',
  opening: 'unknown',
  open: 'attention',
  covered: 'attention',
  planned: 'unknown',
  merged: 'good',
  skipped: 'unknown',
  unchanged: 'good',
};

/** States of a service, those that need somebody first. */
export const SERVICE_STATE_ORDER: readonly CampaignServiceState[] = [
  'denied',
  'failed',
  'closed',
  'open',
  'covered',
  'opening',
  'planned',
  'merged',
  'skipped',
  'unchanged',
];

/** Parts of a progress bar, from left to right. */
export const PROGRESS_PARTS: {
  look: 'done' | 'underWay' | 'stuck' | 'waits';
  states: CampaignServiceState[];
}[] = [
  { look: 'done', states: ['merged'] },
  { look: 'underWay', states: ['open', 'covered', 'opening'] },
  { look: 'stuck', states: ['denied', 'failed', 'closed'] },
  { look: 'waits', states: ['planned', 'skipped'] },
];

/** Services for which something changes. */
export function changingOf(counts: CampaignCounts): number {
  return Math.max(0, counts.services - counts.unchanged);
}

/** How many services are in one of the states. */
export function countOf(
  counts: CampaignCounts,
  states: readonly CampaignServiceState[],
): number {
  return states.reduce((sum, state) => sum + counts[state], 0);
}
