import {
  mainContainerOf,
  resolveSettings,
  teamOf,
  type EnvironmentSettings,
} from '../settings';
import type {
  Fleet,
  FleetService,
  PlatformContract,
  ResourceDemand,
} from '../model';
import { ownPart, type ServiceIntent } from '../schema/intent';
import type { SharedResource } from '../schema/resource';
import { demandOf } from './demand';

/**
 * Everything that compiling one service needs to know of the others. When two intents share a name the later one
 * counts, as in Git.
 * @public
 */
export function buildFleet(options: {
  intents: Iterable<ServiceIntent>;
  resources?: Iterable<SharedResource>;
  contract: PlatformContract;
}): Fleet {
  const { contract } = options;
  const services: Fleet['services'] = {};
  for (const intent of options.intents) {
    services[intent.metadata.name] = fleetServiceOf({ intent, contract });
  }
  const resources: Fleet['resources'] = {};
  for (const resource of options.resources ?? []) {
    resources[resource.name] = resource;
  }
  return { services, resources };
}

/** What the others need to know of one service. @public */
export function fleetServiceOf(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  /** When they are at hand already. */
  settings?: EnvironmentSettings[];
}): FleetService {
  const { intent, contract } = options;
  const { metadata, spec } = intent;
  const settings = options.settings ?? resolveSettings(options);
  const demand: Record<string, ResourceDemand> = {};
  const hosts = new Set<string>();
  const calls = callsOf(intent);
  const soft = calls
    .filter(({ onFailure }) => onFailure !== undefined)
    .map(({ service }) => service);
  for (const each of settings) {
    demand[each.environment.name] = demandOf({
      intent,
      contract,
      settings: each,
    });
    if (each.host) {
      hosts.add(each.host);
    }
    for (const { host } of each.gatewayHosts ?? []) {
      hosts.add(host);
    }
  }
  return {
    name: metadata.name,
    title: metadata.title,
    team: teamOf(intent),
    system: metadata.system,
    tier: spec.tier,
    workloadType: spec.workloadType,
    exposure: spec.exposure,
    environments: settings.map(({ environment }) => environment.name),
    dependencies: calls.map(({ service }) => service),
    ...(soft.length > 0 && { softDependencies: soft }),
    accepts: [...(spec.accepts ?? [])],
    port: servicePort(settings[0], intent, contract),
    hosts: [...hosts],
    ...storeOf(intent),
    demand,
  };
}

/** What an intent says of the services that it calls. */
function callsOf(intent: ServiceIntent) {
  return (intent.spec.dependencies ?? []).flatMap(dependency =>
    'service' in dependency ? [dependency] : [],
  );
}

function storeOf(intent: ServiceIntent): Pick<FleetService, 'store'> {
  const storage = ownPart(intent, 'stateful')?.storage;
  return storage
    ? { store: { size: storage.size, storageClass: storage.storageClass } }
    : {};
}

function servicePort(
  settings: EnvironmentSettings | undefined,
  intent: ServiceIntent,
  contract: PlatformContract,
): number | undefined {
  const { features } = contract.workloadTypes[intent.spec.workloadType];
  return features.service
    ? settings?.containers[mainContainerOf(intent)]?.port
    : undefined;
}
