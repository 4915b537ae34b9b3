import { podRequests, podsOf, type EnvironmentSettings } from '../settings';
import type { PlatformContract, ResourceDemand } from '../model';
import { bytesOf } from '../quantity';
import { ownPart, type ServiceIntent } from '../schema/intent';

/** Nothing at all. */
export const NO_DEMAND: ResourceDemand = {
  cpuMillis: 0,
  memoryBytes: 0,
  pods: 0,
  objects: 0,
};

/**
 * What a service asks of one environment at its most replicas, over all clusters of the environment: requests of
 * CPU and memory, pods, and the objects its workload type brings. What a quota has to hold.
 */
export function demandOf(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  settings: EnvironmentSettings;
}): ResourceDemand {
  const { intent, contract, settings } = options;
  const { cpuMillis, memoryBytes } = podRequests({ contract, settings });
  const clusters = settings.clusters.length;
  const pods = podsOf(settings);
  const store = ownPart(intent, 'stateful');
  return {
    cpuMillis: cpuMillis * pods,
    memoryBytes: memoryBytes * pods,
    ...storage((store ? bytesOf(store.storage.size) : 0) * pods),
    pods,
    objects:
      objectsPerCluster({ intent, contract, settings }) * clusters +
      // A claim for each member.
      (store ? pods : 0),
  };
}

/** Left out where there is none, as almost everywhere. */
function storage(storageBytes: number): Pick<ResourceDemand, 'storageBytes'> {
  return storageBytes === 0 ? {} : { storageBytes };
}

export function addDemand(
  a: ResourceDemand,
  b: ResourceDemand,
): ResourceDemand {
  return {
    cpuMillis: a.cpuMillis + b.cpuMillis,
    memoryBytes: a.memoryBytes + b.memoryBytes,
    ...storage((a.storageBytes ?? 0) + (b.storageBytes ?? 0)),
    pods: a.pods + b.pods,
    objects: a.objects + b.objects,
  };
}

export function subtractDemand(
  a: ResourceDemand,
  b: ResourceDemand,
): ResourceDemand {
  return {
    cpuMillis: a.cpuMillis - b.cpuMillis,
    memoryBytes: a.memoryBytes - b.memoryBytes,
    ...storage((a.storageBytes ?? 0) - (b.storageBytes ?? 0)),
    pods: a.pods - b.pods,
    objects: a.objects - b.objects,
  };
}

/** Identity, workload, network rule and monitor always; the rest as far as the workload type has the feature. */
function objectsPerCluster(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  settings: EnvironmentSettings;
}): number {
  const { spec } = options.intent;
  const { features } = options.contract.workloadTypes[spec.workloadType];
  const always = 4;
  const optional = [
    features.service,
    features.route && spec.exposure === 'public',
    features.autoscaling,
    features.disruptionBudget,
    features.sloAlerts,
  ].filter(Boolean).length;
  return (
    always +
    optional +
    // The Service of the members, and a certificate for each further host.
    (ownPart(options.intent, 'stateful') ? 1 : 0) +
    (options.settings.gatewayHosts?.length ?? 0) +
    Object.keys(spec.secrets ?? {}).length
  );
}
