import type { PlatformContract } from '../model';
import { leaveOutFeatures } from './leftOut';
import type { Derived, EnvironmentContext } from './context';
import { deriveDashboard } from './derive/dashboard';
import { deriveDisruptionBudget } from './derive/disruptionBudget';
import { deriveNamespace } from './derive/namespace';
import { deriveServiceAccount } from './derive/serviceAccount';
import { deriveServices } from './derive/services';
import { createNamespaceContext } from './environmentContext';
import type { Provider } from './providers/provider';
import { shapeOf } from './workloads/registry';

/** Everything that one service has of its own in one environment. */
export function deriveService(
  ctx: EnvironmentContext,
  providers: readonly Provider[],
): Derived[] {
  const shape = shapeOf(ctx.intent.spec.workloadType);
  leaveOutFeatures(ctx, shape?.without ?? {});
  return [
    deriveServiceAccount(ctx),
    ...deriveServices(ctx),
    ...deriveDisruptionBudget(ctx),
    deriveDashboard(ctx),
    ...providers
      // A shape of work asks it, or has a way of its own.
      .filter(({ layer }) => layer !== 'rollout')
      .flatMap(provider => provider.derive?.(ctx) ?? []),
    ...(shape?.derive(ctx, providers) ?? []),
  ];
}

/**
 * By contract, then namespace, team, system and environment. The baseline depends on nothing else, so all
 * services of a namespace share one; the entries go when the contract does.
 */
const baselines = new WeakMap<PlatformContract, Map<string, Derived[]>>();

/** What the namespace of the environment begins with, the same objects for each of its services. */
export function deriveBaseline(
  ctx: EnvironmentContext,
  providers: readonly Provider[],
): Derived[] {
  let ofContract = baselines.get(ctx.contract);
  if (!ofContract) {
    ofContract = new Map();
    baselines.set(ctx.contract, ofContract);
  }
  const key = [
    ctx.namespace,
    ctx.team,
    ctx.intent.metadata.system,
    ctx.environment.name,
  ].join('/');
  let derived = ofContract.get(key);
  if (!derived) {
    const namespace = createNamespaceContext(ctx, providers);
    derived = [
      ...deriveNamespace(namespace),
      ...providers.flatMap(
        provider => provider.deriveNamespace?.(namespace) ?? [],
      ),
    ];
    ofContract.set(key, derived);
  }
  return derived;
}
