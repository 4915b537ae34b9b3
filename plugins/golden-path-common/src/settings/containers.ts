import type { PlatformContract } from '../model';
import type { IntentContainer, ServiceIntent } from '../schema/intent';
import { mainContainerOf } from './names';
import type {
  ContainerSettings,
  EnvironmentOverrides,
  Origin,
} from './settings';

/** Every container of the intent with the defaults of its workload type; the main one with what the environment states. */
export function containersOf(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  overrides: EnvironmentOverrides;
  at: string;
}): Record<string, ContainerSettings> {
  const { intent, contract, overrides, at } = options;
  const mainName = mainContainerOf(intent);
  const { defaults, features } =
    contract.workloadTypes[intent.spec.workloadType];
  const result: Record<string, ContainerSettings> = {};
  for (const [name, container] of Object.entries(intent.spec.containers)) {
    const main = name === mainName;
    const pointer = `intent:/spec/containers/${name}` as const;
    const defaultPort = main && features.service ? defaults.port : undefined;
    const { resources, from } = resourcesOf({
      intent,
      contract,
      container,
      overrides: main ? overrides.resources : undefined,
      overridesFrom: `intent:${at}/resources`,
      main,
      pointer,
    });
    result[name] = {
      name,
      main,
      image: (main && overrides.image) || container.image,
      port: container.port ?? defaultPort,
      protocol: container.protocol ?? 'http',
      metricsPort: container.metricsPort,
      metricsPath: container.metricsPath,
      command: container.command,
      args: container.args,
      env: { ...container.env, ...(main ? overrides.env : undefined) },
      resources,
      health: container.health,
      from: {
        image:
          main && overrides.image ? `intent:${at}/image` : `${pointer}/image`,
        port: portOrigin({
          stated: container.port,
          byDefault: defaultPort,
          pointer,
          workloadType: intent.spec.workloadType,
        }),
        resources: from,
      },
    };
  }
  return result;
}

function portOrigin(options: {
  stated: number | undefined;
  byDefault: number | undefined;
  pointer: `intent:${string}`;
  workloadType: string;
}): Origin | undefined {
  const { stated, byDefault, pointer, workloadType } = options;
  if (stated !== undefined) {
    return `${pointer}/port`;
  }
  return byDefault === undefined
    ? undefined
    : `contract:/workloadTypes/${workloadType}/defaults/port`;
}

function resourcesOf(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  container: IntentContainer;
  overrides: IntentContainer['resources'];
  overridesFrom: Origin;
  main: boolean;
  pointer: Origin;
}): { resources: ContainerSettings['resources']; from: Origin } {
  const { intent, contract, container, overrides, main } = options;
  const stated = overrides ?? container.resources;
  if (stated) {
    return {
      resources: {
        ...stated,
        // A limit equal to the request: the pod is never killed for memory that it was promised.
        memoryLimit: stated.memoryLimit ?? stated.memory,
      },
      from: overrides ? options.overridesFrom : `${options.pointer}/resources`,
    };
  }
  const { workloadType } = intent.spec;
  if (main) {
    return {
      resources: contract.workloadTypes[workloadType].defaults.resources,
      from: `contract:/workloadTypes/${workloadType}/defaults/resources`,
    };
  }
  const { limitRange } = contract.tenancy;
  return {
    resources: {
      cpu: limitRange.defaultCpuRequest,
      memory: limitRange.defaultMemoryRequest,
      memoryLimit: limitRange.defaultMemoryLimit,
    },
    from: 'contract:/tenancy/limitRange',
  };
}
