import type {
  CampaignCounts,
  CampaignService,
  CampaignServiceState,
  CampaignWave,
} from './api';

/** @public */
export const CAMPAIGN_SERVICE_STATES = [
  'planned',
  'unchanged',
  'denied',
  'opening',
  'open',
  'covered',
  'merged',
  'closed',
  'failed',
  'skipped',
] as const satisfies readonly CampaignServiceState[];

/** What a service may become next; `retry` and planning again lead back. @public */
export const CAMPAIGN_SERVICE_MOVES: Record<
  CampaignServiceState,
  readonly CampaignServiceState[]
> = {
  planned: ['opening', 'skipped', 'unchanged', 'denied'],
  unchanged: ['planned'],
  denied: ['planned'],
  opening: [
    'open',
    'covered',
    'merged',
    'closed',
    'unchanged',
    'denied',
    'failed',
    'planned',
  ],
  // Others may propose another change over its request: then that is no longer of the campaign.
  open: ['covered', 'planned', 'skipped', 'merged', 'closed'],
  // The other request was merged or closed: what is still missing gets its own, unless the campaign was stopped.
  covered: ['planned', 'merged', 'closed', 'skipped'],
  merged: ['planned'],
  closed: ['planned'],
  failed: ['planned', 'opening', 'skipped'],
  skipped: ['planned'],
};

/** Tries after which a service is left to a person. @public */
export const CAMPAIGN_ATTEMPTS = 6;

const MINUTE = 60_000;
const BACK_OFF = [
  MINUTE / 2,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  120 * MINUTE,
];

/**
 * When a service is tried again after so many failed attempts: half a minute, two, ten, thirty minutes, two hours.
 * @returns ISO 8601; undefined when it is left to a person.
 * @public
 */
export function nextCampaignTry(options: {
  /** From 1. */
  attempts: number;
  /** ISO 8601. */
  now: string;
}): string | undefined {
  const { attempts, now } = options;
  return attempts >= CAMPAIGN_ATTEMPTS
    ? undefined
    : new Date(
        Date.parse(now) + BACK_OFF[Math.min(attempts, BACK_OFF.length) - 1],
      ).toISOString();
}

/**
 * Whether nothing happens to a service any more by itself: merged, closed, denied, unchanged, skipped, or failed
 * and not tried again.
 * @public
 */
export function isSettled(
  service: Pick<CampaignService, 'state' | 'nextTryAt'>,
): boolean {
  return service.state === 'failed'
    ? service.nextTryAt === undefined
    : !['planned', 'opening', 'open', 'covered'].includes(service.state);
}

/** @public */
export function noCampaignCounts(): CampaignCounts {
  return {
    services: 0,
    planned: 0,
    unchanged: 0,
    denied: 0,
    opening: 0,
    open: 0,
    covered: 0,
    merged: 0,
    closed: 0,
    failed: 0,
    skipped: 0,
  };
}

/** How many services stand where. @public */
export function campaignCounts(
  groups: Iterable<{ state: CampaignServiceState; services: number }>,
): CampaignCounts {
  const counts = noCampaignCounts();
  for (const { state, services } of groups) {
    counts[state] += services;
    counts.services += services;
  }
  return counts;
}

/** @public */
export function waveState(options: {
  number: number;
  /** The campaign's wave; missing before the start. */
  current: number | undefined;
  /** Whether every service in it is settled. */
  settled: boolean;
}): CampaignWave['state'] {
  const { number, current, settled } = options;
  if (current === undefined || number > current) {
    return 'waiting';
  }
  return settled ? 'settled' : 'running';
}
