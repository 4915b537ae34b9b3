import type {
  Campaign,
  CampaignAction,
  CampaignCounts,
  CampaignState,
} from './api';

/** @public */
export const CAMPAIGN_STATES = [
  'planning',
  'planned',
  'running',
  'paused',
  'stopped',
  'done',
  'failed',
] as const satisfies readonly CampaignState[];

/** @public */
export const CAMPAIGN_ACTIONS = [
  'start',
  'pause',
  'resume',
  'stop',
  'advance',
  'retry',
  'plan',
  'delete',
] as const satisfies readonly CampaignAction[];

/** What a campaign is asked about, to tell what may be done to it. @public */
export interface CampaignStanding {
  state: CampaignState;
  counts: CampaignCounts;
  /** From 1; missing before the start. */
  wave?: number;
  waves: number;
  /** Services with an open request that stands still, as others moved its branch; none when left out. */
  standingStill?: number;
  /** Why it cannot go on under the contract in force; missing when it can. */
  otherContract?: string;
}

interface Rule {
  from: readonly CampaignState[];
  /** Where it leads; missing when the campaign stays where it is, or is gone. */
  to?: CampaignState;
  /** Why not, in a state from which it would be possible. */
  unless?(standing: CampaignStanding): string | undefined;
}

/** Each action: from where, to where, and what else must hold. @public */
export const CAMPAIGN_RULES: Record<CampaignAction, Rule> = {
  start: {
    from: ['planned'],
    to: 'running',
    unless: ({ counts, otherContract }) =>
      otherContract ??
      (counts.planned === 0
        ? 'No request would be opened: nothing changes, or all that changes is denied.'
        : undefined),
  },
  pause: { from: ['running'], to: 'paused' },
  resume: {
    from: ['paused'],
    to: 'running',
    unless: ({ otherContract }) => otherContract,
  },
  stop: { from: ['running', 'paused'], to: 'stopped' },
  advance: {
    from: ['running'],
    unless: ({ wave = 0, waves }) =>
      wave >= waves ? 'The last wave has begun.' : undefined,
  },
  retry: {
    from: ['running', 'paused', 'done'],
    unless: ({ counts, standingStill = 0, otherContract }) =>
      counts.failed + counts.closed + counts.denied + standingStill === 0
        ? 'No service failed, was closed or denied.'
        : otherContract,
  },
  plan: { from: ['planned', 'paused', 'failed'], to: 'planning' },
  delete: { from: ['planning', 'planned', 'failed', 'stopped', 'done'] },
};

const IN_WORDS: Record<CampaignState, string> = {
  planning: 'The fleet is still being compiled.',
  planned: 'It has not been started.',
  running: 'It is running.',
  paused: 'It is paused.',
  stopped: 'It was stopped.',
  done: 'It is done.',
  failed: 'It could not be planned.',
};

/** Whether an action may be done now, and if not, why not. Who may is for the permissions. @public */
export function campaignAction(
  action: CampaignAction,
  standing: CampaignStanding,
): { allowed: boolean; why?: string } {
  const rule = CAMPAIGN_RULES[action];
  if (!rule.from.includes(standing.state)) {
    return { allowed: false, why: IN_WORDS[standing.state] };
  }
  const why = rule.unless?.(standing);
  return why === undefined ? { allowed: true } : { allowed: false, why };
}

/** The same for all of them. @public */
export function campaignActions(standing: CampaignStanding): Campaign['may'] {
  return {
    start: campaignAction('start', standing),
    pause: campaignAction('pause', standing),
    resume: campaignAction('resume', standing),
    stop: campaignAction('stop', standing),
    advance: campaignAction('advance', standing),
    retry: campaignAction('retry', standing),
    plan: campaignAction('plan', standing),
    delete: campaignAction('delete', standing),
  };
}
