import type { PlatformContract } from '../model';
import { bytesOf, cpuToMillis } from '../quantity';
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

/** What the mesh puts beside the containers of every pod; undefined without a mesh, and where nobody states it. */
export function sidecarOf({ providers }: Pick<PlatformContract, 'providers'>) {
  const { provider, sidecar } = providers.mesh;
  return provider === 'none' ? undefined : sidecar;
}

/** What one pod requests: all containers of the intent, and the sidecar of the mesh. */
export function podRequests(options: {
  contract: Pick<PlatformContract, 'providers'>;
  settings: Pick<EnvironmentSettings, 'containers'>;
}): { cpuMillis: number; memoryBytes: number } {
  const sidecar = sidecarOf(options.contract);
  let cpuMillis = sidecar ? cpuToMillis(sidecar.cpu) : 0;
  let memoryBytes = sidecar ? bytesOf(sidecar.memory) : 0;
  for (const { resources } of Object.values(options.settings.containers)) {
    cpuMillis += cpuToMillis(resources.cpu);
    memoryBytes += bytesOf(resources.memory);
  }
  return { cpuMillis, memoryBytes };
}
