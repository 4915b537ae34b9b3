import { NotFoundError } from '@backstage/errors';
import {
  campaignActions,
  campaignCounts,
  CAMPAIGN_DEFAULTS,
  CAMPAIGN_RULES,
  type Campaign,
  type CampaignAction,
  type CampaignsApi,
  type CampaignService,
  type CampaignServiceState,
  type CampaignState,
  type CampaignSummary,
  type CreateCampaign,
  type Finding,
  type Page,
} from '@fairway/plugin-golden-path-common';

const TEAMS = ['payments', 'checkout', 'risk', 'platform'];
const TIERS = ['tier-3', 'tier-2', 'tier-1'] as const;
const KINDS = [
  'PrometheusRule <service>: rules of the SLO',
  'termination grace period seconds 60 → 90',
  'memory limit of app 512Mi → 768Mi',
];
const MOMENT = '2026-11-21T09:00:00Z';

const QUOTA: Finding = {
  policy: 'quota',
  title: 'Quota',
  severity: 'deny',
  message: 'checkout asks for 200 cores of 192 in prod.',
  at: '/spec/scaling/max',
  remedy: 'Lower the range of replicas',
};

/** A name that is as long as names get, now and then. */
function nameOf(index: number): string {
  return index % 50 === 7
    ? `settlement-reconciliation-worker-for-eu-${index}`
    : `service-${String(index).padStart(3, '0')}`;
}

/** The number decides everything, so pages look the same every time. */
export function exampleCampaignService(
  index: number,
  state: CampaignServiceState,
): CampaignService {
  const tier = TIERS[index % TIERS.length];
  const isOut = state === 'unchanged';
  const hasRequest = ['open', 'covered', 'merged', 'closed'].includes(state);
  return {
    name: nameOf(index),
    team: TEAMS[index % TEAMS.length],
    tier,
    state,
    ...(isOut ? {} : { wave: TIERS.indexOf(tier) + 1 }),
    kinds: isOut ? [] : KINDS.slice(0, (index % KINDS.length) + 1),
    counts: { added: 0, changed: isOut ? 0 : 4, removed: 0 },
    ...(isOut
      ? {}
      : {
          review:
            index % 4 === 0
              ? { decision: 'review', reviewers: ['sre'], reasons: [] }
              : { decision: 'automatic', reviewers: [], reasons: [] },
          costBefore: '100.00',
          costAfter: '101.50',
        }),
    newlyDenied: state === 'denied' ? [QUOTA] : [],
    currency: 'EUR',
    ...(hasRequest
      ? {
          request: {
            id: `local-${index + 1}`,
            number: index + 1,
            url: `/change-requests/local-${index + 1}`,
            state: state === 'merged' || state === 'closed' ? state : 'open',
          },
        }
      : {}),
    attempts: state === 'failed' ? 3 : 1,
    ...(state === 'failed'
      ? {
          problem: 'The Git host did not answer within 30 s.',
          nextTryAt: '2026-11-21T09:30:00Z',
        }
      : {}),
    updatedAt: MOMENT,
  };
}

/** Which state a service is in by its number, for a campaign in the middle. */
const MIDDLE: CampaignServiceState[] = [
  'merged',
  'open',
  'planned',
  'unchanged',
  'open',
  'planned',
  'merged',
  'denied',
  'failed',
  'covered',
];

/** A campaign in memory, with its services. */
interface Kept {
  campaign: Campaign;
  services: CampaignService[];
}

/** A campaign of the given size and state. */
export function exampleCampaign(
  id: string,
  state: CampaignState,
  size = 40,
): Kept {
  const hasBegun = ['running', 'paused', 'stopped', 'done'].includes(state);
  const stateOf = (index: number): CampaignServiceState => {
    if (hasBegun) {
      return MIDDLE[index % MIDDLE.length];
    }
    return (
      { 3: 'unchanged' as const, 7: 'denied' as const }[index % 10] ?? 'planned'
    );
  };
  const services =
    state === 'planning' || state === 'failed'
      ? []
      : Array.from({ length: size }, (_service, index) =>
          exampleCampaignService(index, stateOf(index)),
        );
  return { campaign: withServices(bare(id, state, size), services), services };
}

function bare(id: string, state: CampaignState, size: number): Campaign {
  const hasBegun = ['running', 'paused', 'stopped', 'done'].includes(state);
  return {
    id,
    title: `Longer grace for all (${id})`,
    description: 'Ask #platform before Friday.',
    state,
    change: { type: 'contract' },
    contractVersion: '1.2.0',
    createdBy: 'user:default/pat.platform',
    createdAt: MOMENT,
    ...(hasBegun ? { startedAt: MOMENT, wave: 2 } : {}),
    counts: { ...campaignCounts([]), services: size },
    waves: 0,
    ...(state === 'planning' ? { planned: Math.floor(size / 4) } : {}),
    ...(state === 'paused'
      ? {
          note: 'Contract 1.3.0 is in force now. Resume plans what is left anew.',
        }
      : {}),
    ...(state === 'failed'
      ? { note: 'The contract has mistakes. Mend them, then plan again.' }
      : {}),
    scope: {},
    settings: CAMPAIGN_DEFAULTS,
    waveList: [],
    fromVersions: { '1.1.0': size },
    news: [
      { at: MOMENT, by: 'fairway', text: 'Wave 2 (tier-2) has begun.' },
      { at: MOMENT, by: 'user:default/pat.platform', text: 'Started.' },
    ],
    may: campaignActions({ state, counts: campaignCounts([]), waves: 0 }),
  };
}

function countsOf(services: readonly CampaignService[]) {
  return campaignCounts(services.map(({ state }) => ({ state, services: 1 })));
}

/** What follows from the services: counts, waves, impact, and what may be done. */
function withServices(
  campaign: Campaign,
  services: CampaignService[],
): Campaign {
  if (services.length === 0) {
    return {
      ...campaign,
      may: campaignActions({ ...campaign, waves: campaign.waves }),
    };
  }
  const counts = countsOf(services);
  const changing = services.filter(({ state }) => state !== 'unchanged');
  const waveList = TIERS.map((title, index) => {
    const number = index + 1;
    const { wave } = campaign;
    const isBehind = wave !== undefined && number < wave;
    return {
      number,
      title,
      counts: countsOf(services.filter(each => each.wave === number)),
      state:
        wave === undefined || number > wave
          ? ('waiting' as const)
          : (isBehind && ('settled' as const)) || ('running' as const),
    };
  });
  return {
    ...campaign,
    counts,
    waves: waveList.length,
    waveList,
    impact: {
      changed: changing.length,
      newlyDenied: services
        .filter(({ state }) => state === 'denied')
        .map(({ name, newlyDenied }) => ({
          service: name,
          findings: newlyDenied,
        })),
      noLongerDenied: [],
      kinds: KINDS.map(words => ({
        words,
        services: services
          .filter(({ kinds }) => kinds.includes(words))
          .map(({ name }) => name),
      })),
    },
    comparison: {
      versions: { before: '1.1.0', after: '1.2.0' },
      changes: [
        {
          section: 'tiers',
          at: '/tiers/tier-1/terminationGracePeriod',
          level: 'minor',
          words: 'termination grace period of tier-1 60s → 90s',
          why: 'Another default.',
        },
      ],
      level: 'minor',
      asked: '1.2.0',
      problems: [],
    },
    may: campaignActions({ ...campaign, counts, waves: waveList.length }),
  };
}

/** Answers like the backend, from made-up data in memory. */
export class FakeCampaigns implements CampaignsApi {
  readonly kept = new Map<string, Kept>();
  readonly created: CreateCampaign[] = [];

  constructor(kept: Kept[] = []) {
    for (const each of kept) {
      this.kept.set(each.campaign.id, each);
    }
  }

  /** A campaign in each of the states. */
  static ofEach(size?: number): FakeCampaigns {
    return new FakeCampaigns(
      (
        [
          'running',
          'planned',
          'planning',
          'paused',
          'stopped',
          'done',
          'failed',
        ] as const
      ).map(state => exampleCampaign(state, state, size)),
    );
  }

  async listCampaigns(query: {
    state?: CampaignState;
  }): Promise<Page<CampaignSummary>> {
    const items = [...this.kept.values()]
      .map(({ campaign }) => campaign)
      .filter(({ state }) => !query.state || state === query.state);
    return { items, total: items.length };
  }

  async getCampaign(id: string): Promise<Campaign> {
    return this.#get(id).campaign;
  }

  async listCampaignServices(
    id: string,
    query: { cursor?: string; limit?: number },
  ): Promise<Page<CampaignService>> {
    const { services } = this.#get(id);
    const { cursor = '0', limit = 50 } = query;
    const to = Number(cursor) + limit;
    return {
      items: services.slice(Number(cursor), to),
      total: services.length,
      nextCursor: to < services.length ? String(to) : undefined,
    };
  }

  async createCampaign(request: CreateCampaign): Promise<Campaign> {
    this.created.push(request);
    const made = exampleCampaign('made', 'planned');
    const kept = {
      ...made,
      campaign: { ...made.campaign, title: request.title },
    };
    this.kept.set('made', kept);
    return kept.campaign;
  }

  async actOnCampaign(
    id: string,
    action: Exclude<CampaignAction, 'delete'>,
  ): Promise<Campaign> {
    const { campaign, services } = this.#get(id);
    const state = CAMPAIGN_RULES[action].to ?? campaign.state;
    const changed = withServices({ ...campaign, state, wave: 1 }, services);
    this.kept.set(id, { campaign: changed, services });
    return changed;
  }

  async deleteCampaign(id: string): Promise<void> {
    this.kept.delete(id);
  }

  #get(id: string): Kept {
    const kept = this.kept.get(id);
    if (!kept) {
      throw new NotFoundError(`No campaign ${id}; look in the list`);
    }
    return kept;
  }
}
