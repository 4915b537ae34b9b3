import type {
  ContractCluster,
  ContractEnvironment,
  ContractTier,
} from '../schema/contract';

/** Production follows the tier's placement; elsewhere a service runs in every cluster of the environment. */
export function placedClusters(options: {
  clusters: ContractCluster[];
  environment: ContractEnvironment;
  tier: ContractTier;
}): ContractCluster[] {
  const { environment, tier } = options;
  const candidates = options.clusters.filter(cluster =>
    cluster.environments.includes(environment.name),
  );
  if (!environment.production || tier.placement === 'all') {
    return candidates;
  }
  const active = candidates.filter(cluster => cluster.role === 'active');
  if (tier.placement === 'active') {
    return active;
  }
  const primary = active.find(cluster => cluster.primary) ?? active[0];
  return primary ? [primary] : [];
}
