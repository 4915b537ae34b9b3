import { teamOf, type EnvironmentSettings } from '../compile/settings';
import { demandOf, subtractDemand } from '../fleet/demand';
import { teamDemand } from '../fleet/facts';
import type {
  Finding,
  Fleet,
  PlatformContract,
  ResourceDemand,
} from '../model';
import { bytesOf, cpuToMillis, formatBytes, formatCpu } from '../quantity';
import type { QuotaAmounts } from '../schema/contract';
import type { ServiceIntent } from '../schema/intent';
import type { CheckOptions } from './options';

interface Dimension {
  name: string;
  limit(quota: QuotaAmounts): number;
  amount(demand: ResourceDemand): number;
  format(amount: number): string;
}

const DIMENSIONS: Dimension[] = [
  {
    name: 'CPU',
    limit: quota => cpuToMillis(quota.cpu),
    amount: demand => demand.cpuMillis,
    format: formatCpu,
  },
  {
    name: 'memory',
    limit: quota => bytesOf(quota.memory),
    amount: demand => demand.memoryBytes,
    format: formatBytes,
  },
  {
    name: 'pods',
    limit: quota => quota.pods,
    amount: demand => demand.pods,
    format: String,
  },
  {
    name: 'objects',
    limit: quota => quota.objects,
    amount: demand => demand.objects,
    format: String,
  },
];

/**
 * Whether the team's quota holds this service at its most replicas besides all that the team runs already. The
 * service's own share of the fleet is replaced by what the intent asks for now.
 * @public
 */
export function checkQuota(options: CheckOptions): Finding[] {
  const { intent, contract, fleet } = options;
  const team = teamOf(intent);
  return options.settings.flatMap(settings => {
    const environment = settings.environment.name;
    const quota = quotaOf({ contract, team, environment });
    if (!quota) {
      return [
        {
          policy: 'quota',
          title: 'The quota of the team holds the service',
          severity: 'deny' as const,
          message: `The contract has no quota for ${environment}, neither for group:${team} nor for every team.`,
          at: settings.at,
          remedy: `Ask the platform team to add ${environment} to quotas.default in the contract`,
          environments: [environment],
        },
      ];
    }
    const asked = demandOf({ intent, contract, settings });
    const others = inUseByOthers({ fleet, intent, team, environment });
    return DIMENSIONS.flatMap(dimension => {
      const limit = dimension.limit(quota);
      const left = Math.max(0, limit - dimension.amount(others));
      const want = dimension.amount(asked);
      return want > left
        ? [
            exceeded({
              dimension,
              settings,
              team,
              limit,
              inUse: dimension.amount(others),
              want,
              left,
            }),
          ]
        : [];
    });
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

function exceeded(options: {
  dimension: Dimension;
  settings: EnvironmentSettings;
  team: string;
  limit: number;
  inUse: number;
  want: number;
  left: number;
}): Finding {
  const { dimension, settings, team } = options;
  const { format } = dimension;
  const { scaling } = settings;
  const environment = settings.environment.name;
  const clusters = settings.clusters.length;
  const replicas = `${scaling.max} replicas${
    clusters > 1 ? ` in each of ${clusters} clusters` : ''
  }`;
  return {
    policy: 'quota',
    title: 'The quota of the team holds the service',
    severity: 'deny',
    message: `The quota of group:${team} in ${environment} does not hold this service (${
      dimension.name
    }): limit ${format(options.limit)}, in use by others ${format(
      options.inUse,
    )}, asked for ${format(options.want)} (${replicas}), left ${format(
      options.left,
    )}.`,
    at: scaling.from.startsWith('intent:')
      ? scaling.from.slice('intent:'.length)
      : settings.at,
    remedy: `Ask for at most ${format(options.left)} of ${
      dimension.name
    } in ${environment} (fewer replicas or smaller requests), or ask the platform team to raise the quota of group:${team} to ${format(
      options.inUse + options.want,
    )}`,
    environments: [environment],
  };
}
