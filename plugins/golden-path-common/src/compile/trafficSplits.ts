import type { PlatformContract } from '../model';
import type { TrafficSplit } from './context';
import type { Provider } from './providers/provider';

/** By which objects the engine that rolls out can give a canary its share of the requests. */
export function trafficSplitsOf(options: {
  canary: 'route' | 'pods';
  contract: PlatformContract;
  providers: readonly Provider[];
}): TrafficSplit[] {
  const { canary, contract, providers } = options;
  const movable = providers.find(
    ({ canarySplits }) => canarySplits,
  )?.canarySplits;
  const byName = isRoutedByName(providers);
  return providers
    .flatMap(provider => provider.trafficSplit?.(canary, contract) ?? [])
    .filter(split => !(byName && split.picksPods))
    .filter(({ kind }) => movable?.includes(kind) ?? true);
}

/** Whether a request finds its way by the name of the Service that it asks for, whatever address it was sent to. */
export function isRoutedByName(providers: readonly Provider[]): boolean {
  return providers.some(({ routesByName }) => routesByName);
}
