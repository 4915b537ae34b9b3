import type { Tier, WorkloadType } from '@fairway/plugin-golden-path-common';
import { domains } from './company';
import type { EstateTeam } from './model';
import { createRandom } from './random';

/** A service before it has dependencies: what it is called, whose it is and what kind. */
export interface Blueprint {
  name: string;
  team: EstateTeam;
  workloadType: WorkloadType;
  tier: Tier;
  public: boolean;
  /** Calls go from a lower layer to a higher one only: edge, API, domain service, shared service, data. */
  layer: 0 | 1 | 2 | 3 | 4;
}

/** Of 400 services; other sizes in proportion. */
const mix = {
  'tier-1': 30,
  public: 60,
  stateful: 20,
  'queue-worker': 32,
  'scheduled-task': 24,
  'batch-compute': 10,
  gateway: 8,
  'node-agent': 4,
  'migration-job': 2,
} as const;

/** Types other than the two kinds of API, in the order in which slots are given to them. */
const special = [
  'stateful',
  'queue-worker',
  'scheduled-task',
  'batch-compute',
  'gateway',
  'node-agent',
  'migration-job',
] as const;

/** Services known by name outside their team; the first slots of these teams. */
const famous: Record<string, readonly string[]> = {
  payments: ['payment-orders-api', 'billing-service'],
  risk: ['fraud-service', 'risk-rules-service'],
  checkout: ['checkout-api', 'checkout-session-service'],
  mobile: ['mobile-bff', 'mobile-config-service'],
  identity: ['identity-api', 'token-service'],
  sessions: ['session-api', 'session-service'],
  'web-storefront': ['storefront-bff', 'page-assembly-service'],
  'partner-portal': ['partner-bff', 'partner-directory-service'],
  'in-store': ['till-bff', 'till-sync-service'],
  'product-catalog': ['catalog-api', 'catalog-service'],
  'customer-profile': ['customer-api', 'customer-profile-service'],
  messaging: ['notification-api', 'notification-service'],
  experimentation: ['experiments-api', 'feature-flags-service'],
  audit: ['audit-api', 'audit-log-service'],
  platform: ['platform-api', 'environment-registry-service'],
  'cross-border-payments': [
    'cross-border-payments-api',
    'cross-border-payments-foreign-exchange-quotes-service',
  ],
};

function famousName(team: EstateTeam, round: number): string | undefined {
  return famous[team.name]?.[round];
}

/** What everyone calls. */
const hubs = new Set([
  'token-service',
  'catalog-service',
  'pricing-service',
  'customer-profile-service',
  'notification-service',
  'feature-flags-service',
  'audit-log-service',
  'environment-registry-service',
]);

const aspects =
  'search history limits export reconciliation reporting validation lookup scheduling enrichment settings eligibility matching summary archive rules tracking insights calendar templates simulation import disputes quotas'.split(
    ' ',
  );

const suffixes: Record<WorkloadType, readonly string[]> = {
  'http-api': ['api'],
  'internal-api': ['service'],
  'queue-worker': ['worker', 'consumer', 'projector'],
  'scheduled-task': ['nightly', 'sweeper', 'sync'],
  'batch-compute': ['batch', 'training'],
  'migration-job': ['backfill'],
  'node-agent': ['agent'],
  stateful: ['store', 'index'],
  gateway: ['gateway'],
};

/** What a gateway, an agent and the like go with; only some domains have them. */
function mayHave(type: WorkloadType, team: EstateTeam): boolean {
  if (type === 'node-agent') {
    return team.domain === 'platform-engineering';
  }
  return true;
}

function layerOf(name: string, type: WorkloadType): Blueprint['layer'] {
  if (hubs.has(name)) {
    return 3;
  }
  if (type === 'gateway' || name.endsWith('-bff')) {
    return 0;
  }
  if (type === 'internal-api') {
    return 2;
  }
  return type === 'stateful' ? 4 : 1;
}

/** Draws a name nobody has yet: `refunds-api`, then `refunds-history-api`, then two aspects. */
function createNamer(seed: number) {
  const taken = new Set(Object.values(famous).flat());
  // The newcomer's service: it must be free to create.
  taken.add('payments-api');
  return function nameFor(team: EstateTeam, type: WorkloadType): string {
    const random = createRandom(seed, 'names', team.name, type);
    const ends = suffixes[type];
    const one = random.shuffle(aspects);
    const candidates = [
      ...(type.endsWith('-api') || type === 'gateway'
        ? [`${team.name}-${ends[0]}`]
        : []),
      ...one.map(aspect => `${team.name}-${aspect}-${random.pick(ends)}`),
      ...one.flatMap((aspect, index) =>
        one
          .slice(index + 1)
          .map(other => `${team.name}-${aspect}-${other}-${ends[0]}`),
      ),
    ];
    const free = candidates.find(
      candidate => candidate.length <= 53 && !taken.has(candidate),
    );
    if (!free) {
      throw new Error(`no free name is left for a ${type} of ${team.name}`);
    }
    taken.add(free);
    return free;
  };
}

/** Which services are not one of the two kinds of API: any but each team's first and those known by name. */
function specialSlots(options: {
  seed: number;
  services: number;
  teams: readonly EstateTeam[];
}): Map<number, WorkloadType> {
  const { seed, services, teams } = options;
  const free = createRandom(seed, 'slots').shuffle(
    Array.from({ length: services }, (_, slot) => slot).filter(
      slot =>
        slot >= teams.length &&
        !famousName(
          teams[slot % teams.length],
          Math.floor(slot / teams.length),
        ),
    ),
  );
  const result = new Map<number, WorkloadType>();
  for (const type of special) {
    let wanted = Math.round((mix[type] * services) / 400);
    for (const slot of free) {
      if (wanted === 0) {
        break;
      }
      if (!result.has(slot) && mayHave(type, teams[slot % teams.length])) {
        result.set(slot, type);
        wanted--;
      }
    }
  }
  return result;
}

/** All services of an estate, without their dependencies. */
export function createBlueprints(options: {
  seed: number;
  services: number;
  teams: readonly EstateTeam[];
}): Blueprint[] {
  const { seed, services, teams } = options;
  const specials = specialSlots(options);
  const nameFor = createNamer(seed);
  const criticality = new Map(
    domains.map(domain => [domain.name, domain.criticality]),
  );

  const drafts = Array.from({ length: services }, (_, slot) => {
    const team = teams[slot % teams.length];
    const round = Math.floor(slot / teams.length);
    const known = famousName(team, round);
    const type =
      specials.get(slot) ??
      (known ? typeOfFamous(known) : apiType({ seed, slot, round }));
    const name = known ?? nameFor(team, type);
    return {
      name,
      team,
      workloadType: type,
      layer: layerOf(name, type),
      urgency: hubs.has(name) ? 0 : round + (criticality.get(team.domain) ?? 3),
    };
  });

  const tierOne = firstOf({
    drafts,
    count: Math.round((mix['tier-1'] * services) / 400),
    fits: draft => draft.workloadType.endsWith('-api'),
    rank: draft => (isFixed(draft.name) ? -1 : draft.urgency),
  });
  const open = firstOf({
    drafts,
    count: Math.round((mix.public * services) / 400),
    fits: draft => draft.workloadType === 'http-api' || draft.layer === 0,
    rank: draft => (draft.layer === 0 ? -1 : draft.urgency),
  });
  return drafts.map(({ urgency, ...draft }) => ({
    ...draft,
    public: open.has(draft.name),
    tier: tierFor({ seed, name: draft.name, first: tierOne, urgency }),
  }));
}

function isFixed(name: string): boolean {
  return ['fraud-service', 'checkout-api', 'mobile-bff'].includes(name);
}

function typeOfFamous(name: string): WorkloadType {
  return name.endsWith('-service') ? 'internal-api' : 'http-api';
}

function apiType(options: {
  seed: number;
  slot: number;
  round: number;
}): WorkloadType {
  if (options.round < 2) {
    return options.round === 0 ? 'http-api' : 'internal-api';
  }
  const random = createRandom(options.seed, 'type', String(options.slot));
  return random.chance(0.4) ? 'http-api' : 'internal-api';
}

function firstOf<T extends { name: string }>(options: {
  drafts: readonly T[];
  count: number;
  fits: (draft: T) => boolean;
  rank: (draft: T) => number;
}): Set<string> {
  const chosen = options.drafts
    .filter(options.fits)
    .map((draft, index) => ({ draft, index, rank: options.rank(draft) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .slice(0, options.count);
  return new Set(chosen.map(entry => entry.draft.name));
}

function tierFor(options: {
  seed: number;
  name: string;
  first: ReadonlySet<string>;
  urgency: number;
}): Tier {
  if (options.first.has(options.name)) {
    return 'tier-1';
  }
  const random = createRandom(options.seed, 'tier', options.name);
  return random.chance(options.urgency <= 3 ? 0.7 : 0.35) ? 'tier-2' : 'tier-3';
}
