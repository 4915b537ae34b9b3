import type { PlatformContract } from '../model';
import type { WorkloadType } from '../schema/intent';
import type {
  ContractCluster,
  ContractEnvironment,
  ContractTier,
} from '../schema/contract';

/**
 * Production follows the placement of the workload type where it has one, else that of the tier; elsewhere a service
 * runs in every cluster of the environment.
 */
export function placedClusters(options: {
  clusters: ContractCluster[];
  environment: ContractEnvironment;
  tier: ContractTier;
  workloadType: PlatformContract['workloadTypes'][WorkloadType];
}): ContractCluster[] {
  const { environment } = options;
  const placement = options.workloadType.placement ?? options.tier.placement;
  const candidates = options.clusters.filter(cluster =>
    cluster.environments.includes(environment.name),
  );
  if (!environment.production || placement === 'all') {
    return candidates;
  }
  const active = candidates.filter(cluster => cluster.role === 'active');
  if (placement === 'active') {
    return active;
  }
  const primary = active.find(cluster => cluster.primary) ?? active[0];
  return primary ? [primary] : [];
}
