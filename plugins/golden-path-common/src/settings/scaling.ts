import type { PlatformContract } from '../model';
import type { ServiceIntent } from '../schema/intent';
import type { EnvironmentOverrides, Origin, ScalingSettings } from './settings';

/** How many pods: fixed by the workload type, stated, or by the tier. */
export function scalingOf(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  overrides: EnvironmentOverrides;
  at: string;
}): ScalingSettings {
  const { contract, overrides, at } = options;
  const { spec } = options.intent;
  const metric = spec.workloadType === 'queue-worker' ? 'queue-depth' : 'cpu';
  const fixed = fixedReplicas(options);
  if (fixed) {
    const { count, ...rest } = fixed;
    return { min: count, max: count, metric, ...rest };
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
function fixedReplicas(options: {
  intent: ServiceIntent;
  overrides: EnvironmentOverrides;
  at: string;
}): { count: number; perNode?: true; from: Origin } | undefined {
  const { spec } = options.intent;
  switch (spec.workloadType) {
    case 'stateful':
      return membersOf(options);
    case 'batch-compute':
      return {
        count: spec.batch?.parallelism ?? 1,
        from: spec.batch ? 'intent:/spec/batch/parallelism' : 'fairway:one-pod',
      };
    case 'scheduled-task':
    case 'migration-job':
      return { count: 1, from: 'fairway:one-pod' };
    case 'node-agent':
      return { count: 1, perNode: true, from: 'fairway:one-pod-per-node' };
    default:
      return undefined;
  }
}

/** Members of a store: as many in each environment, unless one states its own number. */
function membersOf({
  intent,
  overrides,
  at,
}: {
  intent: ServiceIntent;
  overrides: EnvironmentOverrides;
  at: string;
}): { count: number; from: Origin } | undefined {
  if (overrides.scaling) {
    return { count: overrides.scaling.min, from: `intent:${at}/scaling` };
  }
  const { stateful } = intent.spec;
  return (
    stateful && {
      count: stateful.replicas,
      from: 'intent:/spec/stateful/replicas',
    }
  );
}
