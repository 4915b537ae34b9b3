import type { ContractCluster, ContractEnvironment } from '../schema/contract';
import type { IntentContainer, ServiceIntent } from '../schema/intent';

/** Where a value came from, in the form of {@link Because}: `intent:/spec/scaling`. */
export type Origin =
  | `intent:${string}`
  | `contract:${string}`
  | `fairway:${string}`;

/** What an environment of an intent states differently from the rest. */
export type EnvironmentOverrides = Exclude<
  ServiceIntent['spec']['environments'][number],
  string
>;

/** One container of one environment, with every default applied. @public */
export interface ContainerSettings {
  name: string;
  /** The container that serves: `app`, else the first with a port, else the first. */
  main: boolean;
  image: string;
  port?: number;
  /** What it speaks on that port. */
  protocol: 'http' | 'grpc';
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
  /** One pod on each node, however many nodes a cluster has; `min` and `max` are those of one node. */
  perNode?: true;
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
  /** Further hosts of a gateway in this environment, each with its place in the intent. */
  gatewayHosts?: { host: string; at: string }[];
  /** JSON pointer of the environment in the intent. */
  at: string;
}
