import type {
  ContractCluster,
  ContractEnvironment,
  ContractTier,
} from '../schema/contract';
import type { IntentContainer, ServiceIntent } from '../schema/intent';
import type { PlatformContract } from '../model';

/** Where a value came from, in the form of {@link Because}: `intent:/spec/scaling`. */
type Origin = `intent:${string}` | `contract:${string}` | `fairway:${string}`;

/** One container of one environment, with every default applied. @public */
export interface ContainerSettings {
  name: string;
  /** The container that serves: `app`, else the first with a port, else the first. */
  main: boolean;
  image: string;
  port?: number;
  metricsPort?: number;
  metricsPath?: string;
  command?: string[];
  args?: string[];
  /** The container's own, with those of the environment on top for the main one. */
  env: Record<string, string>;
  /** Memory is always limited; CPU only where the intent asks for it. */
  resources: {
    cpu: string;
    memory: string;
    memoryLimit: string;
    cpuLimit?: string;
  };
  health?: IntentContainer['health'];
  from: { image: Origin; port?: Origin; resources: Origin };
}

/** @public */
export interface ScalingSettings {
  min: number;
  max: number;
  metric: 'cpu' | 'cpu-and-requests' | 'queue-depth';
  from: Origin;
}

/** What one environment of a service looks like before any object is derived from it. @public */
export interface EnvironmentSettings {
  environment: ContractEnvironment;
  /** Clusters it runs in, in the order of the contract. */
  clusters: ContractCluster[];
  namespace: string;
  /** Group name without `group:`. */
  team: string;
  containers: Record<string, ContainerSettings>;
  scaling: ScalingSettings;
  /** Public host in this environment; none without a route. */
  host?: string;
  /** JSON pointer of the environment in the intent. */
  at: string;
}

type EnvironmentOverrides = Exclude<
  ServiceIntent['spec']['environments'][number],
  string
>;

const MAX_NAMESPACE = 63;

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
    resolved.push({
      environment,
      clusters: placedClusters({
        clusters: contract.clusters,
        environment,
        tier: contract.tiers[intent.spec.tier],
      }),
      namespace: namespaceOf({ intent, contract, environment }),
      team: teamOf(intent),
      containers: containersOf({ intent, contract, overrides, at }),
      scaling: scalingOf({ intent, contract, overrides, at }),
      ...hostOf({ intent, contract, environment, overrides }),
      at,
    });
  }
  return resolved;
}

/** Name of the owning group without `group:`. @public */
export function teamOf(intent: ServiceIntent): string {
  return intent.metadata.owner.slice('group:'.length);
}

/** Name of the container that serves: `app`, else the first with a port, else the first. @public */
export function mainContainerOf(intent: ServiceIntent): string {
  const { containers } = intent.spec;
  if (containers.app) {
    return 'app';
  }
  const names = Object.keys(containers);
  return (
    names.find(name => containers[name].port !== undefined) ?? names[0] ?? 'app'
  );
}

/** The namespace that the contract's pattern gives, never longer than Kubernetes allows. @public */
export function namespaceOf(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  environment: ContractEnvironment;
}): string {
  const { intent, contract, environment } = options;
  return namespaceFor({
    contract,
    environment: environment.name,
    team: teamOf(intent),
    system: intent.metadata.system,
  });
}

/** The same from names alone. */
export function namespaceFor(options: {
  contract: PlatformContract;
  environment: string;
  team: string;
  system: string;
}): string {
  const { contract, environment, team, system } = options;
  const name = contract.tenancy.namespacePattern
    .replaceAll('{environment}', environment)
    .replaceAll('{team}', team)
    .replaceAll('{system}', system);
  if (name.length <= MAX_NAMESPACE) {
    return name;
  }
  // Cutting alone could let two long names meet; the hash of the whole keeps them apart.
  return `${name.slice(0, MAX_NAMESPACE - 9)}-${shortHash(name)}`;
}

/** Production follows the tier's placement; elsewhere a service runs in every cluster of the environment. */
function placedClusters(options: {
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

function containersOf(options: {
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

function scalingOf(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  overrides: EnvironmentOverrides;
  at: string;
}): ScalingSettings {
  const { contract, overrides, at } = options;
  const { spec } = options.intent;
  const metric = spec.workloadType === 'queue-worker' ? 'queue-depth' : 'cpu';
  const fixed = fixedReplicas(options.intent);
  if (fixed) {
    return { min: fixed.count, max: fixed.count, metric, from: fixed.from };
  }
  const stated = overrides.scaling ?? spec.scaling;
  if (stated) {
    return {
      min: stated.min,
      max: stated.max,
      metric: stated.metric ?? spec.scaling?.metric ?? metric,
      from: overrides.scaling ? `intent:${at}/scaling` : 'intent:/spec/scaling',
    };
  }
  const tier = contract.tiers[spec.tier];
  return {
    min: tier.minReplicas,
    max: Math.max(tier.minReplicas, tier.maxReplicas),
    metric,
    from: `contract:/tiers/${spec.tier}`,
  };
}

/** Workload types whose number of pods is not a matter of load. */
function fixedReplicas(
  intent: ServiceIntent,
): { count: number; from: Origin } | undefined {
  const { spec } = intent;
  switch (spec.workloadType) {
    case 'stateful':
      return spec.stateful
        ? {
            count: spec.stateful.replicas,
            from: 'intent:/spec/stateful/replicas',
          }
        : undefined;
    case 'batch-compute':
      return {
        count: spec.batch?.parallelism ?? 1,
        from: spec.batch ? 'intent:/spec/batch/parallelism' : 'fairway:one-pod',
      };
    case 'scheduled-task':
    case 'migration-job':
    case 'node-agent':
      return { count: 1, from: 'fairway:one-pod' };
    default:
      return undefined;
  }
}

function hostOf(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  environment: ContractEnvironment;
  overrides: EnvironmentOverrides;
}): { host?: string } {
  const { contract, environment, overrides } = options;
  const { route, exposure } = options.intent.spec;
  if (exposure !== 'public' || !route) {
    return {};
  }
  if (overrides.host) {
    return { host: overrides.host };
  }
  if (environment.production) {
    return { host: route.host };
  }
  return {
    host: withSuffix({
      host: route.host,
      // Without a suffix two environments would claim one host.
      suffix: environment.hostSuffix ?? `-${environment.name}`,
      domains: contract.providers.traffic.domains,
    }),
  };
}

/** `payments.example.com` with `-dev` → `payments-dev.example.com`; with `.dev` → `payments.dev.example.com`. */
function withSuffix(options: {
  host: string;
  suffix: string;
  domains: string[];
}): string {
  const { host, domains } = options;
  const suffix = /^[.-]/.test(options.suffix)
    ? options.suffix
    : `-${options.suffix}`;
  const domain = domains
    .filter(each => host === each || host.endsWith(`.${each}`))
    .sort((a, b) => b.length - a.length)[0];
  if (host === domain) {
    return `${suffix.slice(1)}.${domain}`;
  }
  const cut = domain ? host.length - domain.length - 1 : host.indexOf('.');
  return `${host.slice(0, cut)}${suffix}${host.slice(cut)}`;
}

/** FNV-1a, eight hex digits: stable everywhere and enough to tell cut names apart. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
