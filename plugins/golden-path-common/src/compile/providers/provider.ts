import type { Finding, PlatformContract } from '../../model';
import type { PROVIDER_CHOICES } from '../../schema/contract';
import type { PodCarrier } from '../carriers/carrier';
import type {
  AnnotationSet,
  Autoscaler,
  Derived,
  EnvironmentContext,
  NamespaceContext,
  PlatformTraffic,
  SecretAccess,
  TrafficSplit,
} from '../context';
import type { LabelSet } from '../labels';
import type {
  PlatformContext,
  PlatformDelivery,
  PlatformDerived,
} from '../platformContext';

/** The layers that a provider is chosen for in the contract. */
export type ProviderLayer = keyof typeof PROVIDER_CHOICES;

/** What is known of a namespace before providers add to it. */
export type NamespaceFacts = Omit<
  NamespaceContext,
  'providerLabels' | 'platformTraffic'
>;

/** What is known of the pods of a service before anything is derived. */
export type PodFacts = Pick<
  EnvironmentContext,
  'contract' | 'environment' | 'namespace' | 'main' | 'features'
>;

/** What one choice of the platform derives; an intent never knows which provider is behind a layer. */
export interface Provider<Layer extends ProviderLayer = ProviderLayer> {
  layer: Layer;
  name: (typeof PROVIDER_CHOICES)[Layer][number];
  /** Objects of one service in one environment. */
  derive?(ctx: EnvironmentContext): Derived[];
  /** Layer `rollout`: what carries the pods of a canary; without it every release is a rolling update. */
  canaryCarrier?: PodCarrier;
  /** Layer `rollout`: objects that it can move the share of a canary by; all when left out. */
  canarySplits?: readonly TrafficSplit['kind'][];
  /** Layer `rollout`: a share of the pods is no canary to it, only a share of the requests. */
  needsSplit?: true;
  /** Layer `delivery`: annotations that keep an object that runs once as it was created. */
  onceAnnotations?: Record<string, string>;
  /** Objects that the services of a namespace share. */
  deriveNamespace?(ctx: NamespaceContext): Derived[];
  /** Objects that every cluster has once, whatever services run there. */
  derivePlatform?(ctx: PlatformContext): PlatformDerived[];
  /** Layer `delivery`: what brings a folder of the platform to its cluster. */
  deliverPlatform?(
    delivery: PlatformDelivery,
  ): Pick<Derived, 'object' | 'because'>[];
  /** Labels of every tenant namespace. */
  namespaceLabels?(namespace: NamespaceFacts): LabelSet;
  /** Annotations of the pods of every service. */
  podAnnotations?(pod: PodFacts): AnnotationSet;
  /** What the product itself has to reach, or be reached by, in every tenant namespace. */
  platformTraffic?(namespace: NamespaceFacts): PlatformTraffic[];
  /** Layer `secrets`: how pods get at what it brings. */
  secretAccess?: SecretAccess;
  /** Layer `scaling`: what scales a workload that is scaled at all. */
  autoscaler?(ctx: EnvironmentContext): Autoscaler;
  /** Layer `metrics`: where PromQL is answered inside the clusters, when the contract does not say. */
  metricsAddress?(contract: PlatformContract): string;
  /** Layers `traffic` and `mesh`: by which object a canary gets its share of the requests. */
  trafficSplit?(
    canary: 'route' | 'pods',
    contract: PlatformContract,
  ): TrafficSplit | undefined;
  /**
   * Layer `mesh`: a request finds its way by the name of the Service that it asks for. Who sends it to a pod that he
   * picked himself passes the mesh by, and comes without an identity.
   */
  routesByName?: true;
  /** What the intent asks for and this product cannot give. */
  check?(ctx: EnvironmentContext): Finding[];
}
