import {
  podsOf,
  sidecarOf,
  teamOf,
  type EnvironmentSettings,
} from '../settings';
import { demandOf, subtractDemand } from '../fleet/demand';
import { teamDemand } from '../fleet/facts';
import type {
  Finding,
  Fleet,
  PlatformContract,
  ResourceDemand,
} from '../model';
import { bytesOf, cpuToMillis } from '../quantity';
import type { QuotaAmounts } from '../schema/contract';
import type { ServiceIntent } from '../schema/intent';
import type { CheckOptions } from './options';
import { countOf, listOf } from '../words/phrases';

interface Dimension {
  name: string;
  limit(quota: QuotaAmounts): number;
  amount(demand: ResourceDemand): number;
  /** The size of the unit that people read, in the unit of `amount`; every amount of a sentence is in it. */
  unit: number;
  /** An amount in that unit, as text. */
  words(amount: string): string;
}

const TITLE = 'The quota of the team holds the service';

const DIMENSIONS: Dimension[] = [
  {
    name: 'CPU',
    limit: quota => cpuToMillis(quota.cpu),
    amount: demand => demand.cpuMillis,
    unit: 1000,
    words: amount => `${amount} ${amount === '1' ? 'core' : 'cores'}`,
  },
  {
    name: 'memory',
    limit: quota => bytesOf(quota.memory),
    amount: demand => demand.memoryBytes,
    unit: 1024 ** 3,
    words: amount => `${amount}Gi`,
  },
  {
    name: 'storage',
    limit: quota =>
      quota.storage === undefined ? Infinity : bytesOf(quota.storage),
    amount: demand => demand.storageBytes ?? 0,
    unit: 1024 ** 3,
    words: amount => `${amount}Gi`,
  },
  {
    name: 'pods',
    limit: quota => quota.pods,
    amount: demand => demand.pods,
    unit: 1,
    words: amount => amount,
  },
  {
    name: 'objects',
    limit: quota => quota.objects,
    amount: demand => demand.objects,
    unit: 1,
    words: amount => amount,
  },
];

/** What an environment lacks in one dimension. */
interface Shortage {
  dimension: Dimension;
  settings: EnvironmentSettings;
  limit: number;
  inUse: number;
  want: number;
  left: number;
}

/**
 * Whether the team's quota holds this service at its most replicas besides all that the team runs already. The
 * service's own share of the fleet is replaced by what the intent asks for now. Environments that lack the same are
 * told in one finding.
 * @public
 */
export function checkQuota(options: CheckOptions): Finding[] {
  const { intent, contract } = options;
  const team = teamOf(intent);
  const unlimited: EnvironmentSettings[] = [];
  const shortages: Shortage[] = [];
  for (const settings of options.settings) {
    const environment = settings.environment.name;
    const quota = quotaOf({ contract, team, environment });
    if (quota) {
      shortages.push(...shortagesIn({ ...options, settings, quota, team }));
    } else {
      unlimited.push(settings);
    }
  }
  return [
    ...(unlimited.length > 0 ? [withoutQuota(unlimited, team)] : []),
    ...alike(shortages).map(each =>
      exceeded({ shortages: each, team, contract }),
    ),
  ];
}

function shortagesIn(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  fleet: Fleet;
  settings: EnvironmentSettings;
  quota: QuotaAmounts;
  team: string;
}): Shortage[] {
  const { intent, contract, fleet, settings, quota, team } = options;
  const asked = demandOf({ intent, contract, settings });
  const others = inUseByOthers({
    fleet,
    intent,
    team,
    environment: settings.environment.name,
  });
  return DIMENSIONS.flatMap(dimension => {
    const limit = dimension.limit(quota);
    const inUse = dimension.amount(others);
    const want = dimension.amount(asked);
    const left = Math.max(0, limit - inUse);
    return want > left
      ? [{ dimension, settings, limit, inUse, want, left }]
      : [];
  });
}

/** The quota of a team in an environment: its own row, else that of every team. @public */
export function quotaOf(options: {
  contract: PlatformContract;
  team: string;
  environment: string;
}): QuotaAmounts | undefined {
  const { quotas } = options.contract;
  return (
    quotas.teams?.[options.team]?.[options.environment] ??
    quotas.default[options.environment]
  );
}

function inUseByOthers(options: {
  fleet: Fleet;
  intent: ServiceIntent;
  team: string;
  environment: string;
}): ResourceDemand {
  const { fleet, team, environment } = options;
  const all = teamDemand({ fleet, team, environment });
  const own = fleet.services[options.intent.metadata.name];
  const ownDemand = own?.team === team ? own.demand[environment] : undefined;
  return ownDemand ? subtractDemand(all, ownDemand) : all;
}

/** Shortages of the same numbers in several environments, together; in the order in which they were found. */
function alike(shortages: Shortage[]): Shortage[][] {
  const groups = new Map<string, Shortage[]>();
  for (const each of shortages) {
    const { dimension, settings, limit, inUse, want } = each;
    const key = JSON.stringify([
      dimension.name,
      limit,
      inUse,
      want,
      replicasOf(settings),
      settings.scaling.from,
    ]);
    const group = groups.get(key);
    if (group) {
      group.push(each);
    } else {
      groups.set(key, [each]);
    }
  }
  return [...groups.values()];
}

function withoutQuota(settings: EnvironmentSettings[], team: string): Finding {
  const environments = namesOf(settings);
  const names = listOf(environments);
  return {
    policy: 'quota',
    title: TITLE,
    severity: 'deny',
    message: `The contract has no quota for ${names}, neither for group:${team} nor for every team.`,
    at: placeOf(settings),
    remedy: `Ask the platform team to add ${names} to quotas.default in the contract`,
    environments,
  };
}

function exceeded(options: {
  shortages: Shortage[];
  team: string;
  contract: PlatformContract;
}): Finding {
  const { shortages, team, contract } = options;
  const [{ dimension, settings, limit, inUse, want, left }] = shortages;
  const all = shortages.map(each => each.settings);
  const environments = namesOf(all);
  const where = listOf(environments);
  const { from } = settings.scaling;
  // Rounded so that no sentence contradicts itself: what is needed up, what is left down.
  const up = (amount: number) => amountIn(dimension, amount, Math.ceil);
  const down = (amount: number) => amountIn(dimension, amount, Math.floor);
  return {
    policy: 'quota',
    title: TITLE,
    severity: 'deny',
    message: `The quota of group:${team} in ${where} does not hold this service (${
      dimension.name
    }${environments.length > 1 ? ', in each' : ''}): limit ${down(
      limit,
    )}, in use by others ${up(inUse)}, asked for ${up(want)} (${replicasOf(
      settings,
    )}${
      sidecarOf(contract) && /^(CPU|memory)$/.test(dimension.name)
        ? ', each with the sidecar of the mesh'
        : ''
    }), left ${down(left)}.`,
    at: from.startsWith('intent:')
      ? from.slice('intent:'.length)
      : placeOf(all),
    remedy: `Ask for at most ${down(left)} of ${
      dimension.name
    } in ${where} (fewer replicas or smaller requests), or ask the platform team to raise the quota of group:${team} to ${up(
      inUse + want,
    )}`,
    environments,
  };
}

/** `4.3 cores`, `0.5Gi`: at most three decimals, in the one unit of the dimension. */
function amountIn(
  { unit, words }: Dimension,
  amount: number,
  round: (value: number) => number,
): string {
  return words(String(round((amount * 1000) / unit) / 1000));
}

function replicasOf(settings: EnvironmentSettings): string {
  const { scaling, clusters } = settings;
  if (scaling.perNode) {
    return `one on each of ${countOf(podsOf(settings), 'node')}`;
  }
  return `${countOf(scaling.max, 'replica')}${
    clusters.length > 1 ? ` in each of ${clusters.length} clusters` : ''
  }`;
}

function namesOf(settings: EnvironmentSettings[]): string[] {
  return settings.map(({ environment }) => environment.name);
}

/** The environment in the intent, or the list of them when it is about several. */
function placeOf([first, ...others]: EnvironmentSettings[]): string {
  return others.length > 0 ? '/spec/environments' : first.at;
}
