import type { PlatformContract } from '../model';
import type { ServiceIntent } from '../schema/intent';
import { containersOf } from './containers';
import { gatewayHostsOf, hostOf } from './host';
import { namespaceOf, teamOf } from './names';
import { placedClusters } from './placement';
import { scalingOf } from './scaling';
import type { EnvironmentOverrides, EnvironmentSettings } from './settings';

/**
 * Settings of every environment that the intent names and the contract knows, in the order of the intent.
 * Unknown environment names are left out: the compiler reports them.
 * @public
 */
export function resolveSettings(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
}): EnvironmentSettings[] {
  const { intent, contract } = options;
  const seen = new Set<string>();
  const resolved: EnvironmentSettings[] = [];
  for (const [index, entry] of intent.spec.environments.entries()) {
    const overrides: EnvironmentOverrides =
      typeof entry === 'string' ? { name: entry } : entry;
    const environment = contract.environments.find(
      ({ name }) => name === overrides.name,
    );
    if (!environment || seen.has(environment.name)) {
      continue;
    }
    seen.add(environment.name);
    const at = `/spec/environments/${index}`;
    const host = hostOf({ intent, contract, environment, overrides });
    resolved.push({
      environment,
      clusters: placedClusters({
        clusters: contract.clusters,
        environment,
        tier: contract.tiers[intent.spec.tier],
        workloadType: contract.workloadTypes[intent.spec.workloadType],
      }),
      namespace: namespaceOf({ intent, contract, environment }),
      team: teamOf(intent),
      containers: containersOf({ intent, contract, overrides, at }),
      scaling: scalingOf({ intent, contract, overrides, at }),
      ...host,
      ...gatewayHostsOf({ intent, contract, environment, ...host }),
      at,
    });
  }
  return resolved;
}
