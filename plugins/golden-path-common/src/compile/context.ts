import type { IEnvVar, IVolume, IVolumeMount } from 'kubernetes-models/v1';
import type {
  Agreement,
  Because,
  Fleet,
  KubeObject,
  NotDerived,
  PlatformContract,
} from '../model';
import type {
  ContractCluster,
  ContractEnvironment,
  ContractTier,
} from '../schema/contract';
import type { ServiceIntent } from '../schema/intent';
import type { PodCarrier } from './carriers/carrier';
import type { LabelSet } from './labels';
import type { QueuePlan } from './queuePlan';
import type { SecretPlan, SecretVariable } from './secretPlan';
import type { WorkNotes } from './workNotes';
import type { StorePlan } from './storePlan';
import type { ContainerSettings, EnvironmentSettings } from '../settings';

/** An object before it is placed into the folders of the clusters. */
export interface Derived {
  object: KubeObject;
  because: Because[];
  /** `namespace`: shared by the services of a namespace; `delivery`: handed to the delivery engine. */
  place: 'namespace' | 'service' | 'delivery';
  /** The only cluster it is for; every cluster of the environment when left out. */
  cluster?: string;
}

/** What all that a namespace shares is derived from: no service is in it, so each one gives the same bytes. */
export interface NamespaceContext {
  contract: PlatformContract;
  environment: ContractEnvironment;
  /** Every cluster that holds the environment. */
  clusters: ContractCluster[];
  namespace: string;
  team: string;
  system: string;
  labels: LabelSet;
  /** Labels that providers want on the namespace itself. */
  providerLabels: LabelSet;
  /** What parts of the platform have to reach, or be reached by, in every namespace. */
  platformTraffic: PlatformTraffic[];
}

/** Traffic between every pod of a namespace and a part of the platform, whichever provider opens it. */
export interface PlatformTraffic {
  /** Of the rule that opens it: `allow-<name>`. */
  name: string;
  direction: 'ingress' | 'egress';
  /** Where the part of the platform runs. */
  namespace: string;
  /** Labels of its pods. */
  podLabels: Record<string, string>;
  ports: number[];
  from: string;
  why: string;
}

/** An object whose weights give a canary its share of the requests. It has the name of the service. */
export interface TrafficSplit {
  kind: 'HTTPRoute' | 'VirtualService' | 'Ingress';
  /** Whoever splits by it sends requests to the pods of a version that he picks himself. */
  picksPods?: true;
  /** What a rollout engine writes while a canary runs, so that delivery leaves it alone. */
  moves: {
    group: string;
    kind: string;
    /** The same fields for jq and as JSON pointers. */
    jq: string[];
    pointers: string[];
    /** Whether the object only says where the weights begin, or changes with the service too. */
    keep: 'begun' | 'overlooked';
  }[];
}

/** Annotations, and the reason for each, with pointers from the pod template. */
export interface AnnotationSet {
  annotations: Record<string, string>;
  reasons: Because[];
}

/** The objectives of a service, stated or by its tier. */
export interface Objectives {
  /** Percent. */
  availability: number;
  latencyP95Ms?: number;
  /** Over counters of the service itself. */
  objectives?: NonNullable<ServiceIntent['spec']['slo']>['objectives'];
  from: string;
}

/** The kind that scales a workload, under the name of the service. */
export interface Autoscaler {
  apiVersion: string;
  kind: 'HorizontalPodAutoscaler' | 'ScaledObject';
  /** What it asks of the metrics store, by the name of the trigger. */
  queries?: Record<string, string>;
}

/** What everything of one service in one environment is derived from. */
export interface EnvironmentContext {
  intent: ServiceIntent;
  contract: PlatformContract;
  fleet: Fleet;
  settings: EnvironmentSettings;
  environment: ContractEnvironment;
  agreements: Agreement[];
  name: string;
  namespace: string;
  team: string;
  tier: ContractTier;
  features: PlatformContract['workloadTypes']['http-api']['features'];
  /** The container that serves. */
  main: ContainerSettings;
  objectives: Objectives;
  secrets: SecretPlan;
  /** How pods get at them. */
  secretAccess: SecretAccess;
  labels: LabelSet;
  podLabels: Record<string, string>;
  /** What providers want of the pods. */
  podAnnotations: AnnotationSet;
  /** Labels that select the pods of this service. */
  selector: Record<string, string>;
  /** How the workload is rolled out, decided once for workload, Services, route and analysis. */
  rollout: RolloutPlan;
  /** By which objects a canary gets its share; none when the share of pods decides, or there is no canary. */
  trafficSplits: TrafficSplit[];
  /** Whether requests have to name the Service that they are for, since the mesh finds the way by it. */
  routedByName: boolean;
  /** What scales the workload, if anything does. */
  autoscaler?: Autoscaler;
  /** Where PromQL is answered inside the clusters. */
  metricsAddress: string;
  /** What the shape of work adds to alerts, dashboard and runbook. */
  notes: WorkNotes;
  /** For what works off a queue. */
  queue?: QueuePlan;
  /** For what keeps state. */
  store?: StorePlan;
  /** Notes what was left out, and why. */
  leaveOut(entry: NotDerived): void;
}

interface Reasoned {
  from: string;
  why: string;
}

/** How the pods of a service get at its secrets; the provider of the layer decides. */
export interface SecretAccess {
  /** Gives each variable of a container that holds secrets as the container takes it, what it needs before it. */
  variables(
    ctx: EnvironmentContext,
    container: ContainerSettings,
  ): (variable: SecretVariable) => ({ variable: IEnvVar } & Reasoned)[];
  /** Volumes that hold secrets. */
  volumes(ctx: EnvironmentContext): ({ volume: IVolume } & Reasoned)[];
  /** Where a container sees them. */
  mounts(ctx: EnvironmentContext, container: ContainerSettings): IVolumeMount[];
}

/** See {@link EnvironmentContext.rollout}. */
export interface RolloutPlan {
  /** The kind that carries the pods. */
  carrier: PodCarrier;
  /** Name of the object that carries the pods, where it is not that of the service. */
  name?: string;
  /** It runs once: delivery creates it, and neither changes it nor runs it again. */
  once?: true;
  /** `route`: the route splits by weight; `pods`: the share of pods does; `none`: no canary. */
  canary: 'route' | 'pods' | 'none';
  steps: { weight: number; pause?: string }[];
  from: string;
}

/** Name of the object that carries the pods. */
export function workloadName(
  ctx: Pick<EnvironmentContext, 'name' | 'rollout'>,
): string {
  return ctx.rollout.name ?? ctx.name;
}

/** Metadata that every object of a service in a namespace carries. */
export function metadataOf(
  ctx: EnvironmentContext,
  name: string,
  extra?: {
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  },
): KubeObject['metadata'] {
  return {
    name,
    namespace: ctx.namespace,
    labels: extra?.labels
      ? { ...ctx.labels.labels, ...extra.labels }
      : ctx.labels.labels,
    ...(extra?.annotations ? { annotations: extra.annotations } : undefined),
  };
}

/** Adds the reasons for the metadata that {@link metadataOf} gave. */
export function derivedForService(
  ctx: EnvironmentContext,
  object: KubeObject,
  reasons: Because[],
): Derived {
  return {
    place: 'service',
    object,
    because: [
      ...reasons,
      {
        at: '/metadata/namespace',
        from: 'contract:/tenancy/namespacePattern',
        why: `The pattern ${ctx.contract.tenancy.namespacePattern} gives ${ctx.namespace} for ${ctx.environment.name}, team ${ctx.team} and system ${ctx.intent.metadata.system}.`,
      },
      ...ctx.labels.reasons,
    ],
  };
}

/** Adds the reasons that all objects of the baseline share. */
export function derivedForNamespace(
  ctx: NamespaceContext,
  object: KubeObject,
  reasons: Because[],
): Derived {
  return {
    place: 'namespace',
    object,
    because: [
      ...reasons,
      {
        at: '/metadata/namespace',
        from: 'contract:/tenancy/namespacePattern',
        why: `The pattern ${ctx.contract.tenancy.namespacePattern} gives ${ctx.namespace}.`,
      },
      ...ctx.labels.reasons,
    ],
  };
}
