import type { PROVIDER_CHOICES } from '../../schema/contract';
import type { PodCarrier } from '../carriers/carrier';
import type { Derived, EnvironmentContext, NamespaceContext } from '../context';

/** The layers that a provider is chosen for in the contract. */
export type ProviderLayer = keyof typeof PROVIDER_CHOICES;

/** What one choice of the platform derives; an intent never knows which provider is behind a layer. */
export interface Provider<Layer extends ProviderLayer = ProviderLayer> {
  layer: Layer;
  name: (typeof PROVIDER_CHOICES)[Layer][number];
  /** Objects of one service in one environment. */
  derive?(ctx: EnvironmentContext): Derived[];
  /** Layer `rollout`: what carries the pods of a canary; without it every release is a rolling update. */
  canaryCarrier?: PodCarrier;
  /** Objects that the services of a namespace share. */
  deriveNamespace?(ctx: NamespaceContext): Derived[];
}
