import type { ContractCluster } from '../schema/contract';
import type { EnvironmentSettings } from './settings';

/** How many pods run in one cluster, at the least and at the most. */
export function podsIn(
  { scaling }: Pick<EnvironmentSettings, 'scaling'>,
  { nodes = 1 }: Pick<ContractCluster, 'nodes'>,
): { min: number; max: number } {
  const times = scaling.perNode ? nodes : 1;
  return { min: scaling.min * times, max: scaling.max * times };
}

/** The most pods over all clusters of an environment. */
export function podsOf(
  settings: Pick<EnvironmentSettings, 'scaling' | 'clusters'>,
): number {
  return settings.clusters.reduce(
    (sum, cluster) => sum + podsIn(settings, cluster).max,
    0,
  );
}
