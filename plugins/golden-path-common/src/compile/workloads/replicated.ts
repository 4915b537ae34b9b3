import type { RolloutPlan } from '../context';
import { deployment } from '../carriers/deployment';
import type { Provider } from '../providers/provider';
import { trafficSplitsOf } from '../trafficSplits';
import type { PlanOptions, WorkloadShape } from './shape';

/** For a tier that leaves the steps open. */
const DEFAULT_STEPS = [
  { weight: 10, pause: '5m' },
  { weight: 50, pause: '5m' },
];

/** Replicas that are all alike: the rollout provider carries them, and may try a new version on some. */
export const replicated: WorkloadShape = {
  types: ['http-api', 'internal-api'],
  plan: planRollout,
  derive: (ctx, providers) => rolloutOf(providers)?.derive?.(ctx) ?? [],
};

function rolloutOf(providers: readonly Provider[]): Provider | undefined {
  return providers.find(({ layer }) => layer === 'rollout');
}

/** Decides how a service is rolled out: the intent's wish, else the tier's, as far as type and provider go. */
function planRollout(options: PlanOptions): RolloutPlan {
  const { intent, contract, routed } = options;
  const engine = rolloutOf(options.providers);
  const carrier = engine?.canaryCarrier;
  const byRoute =
    routed &&
    trafficSplitsOf({ ...options, canary: 'route' }).some(
      ({ kind }) => kind !== 'VirtualService',
    );
  const { spec } = intent;
  const tier = contract.tiers[spec.tier].rollout;
  const stated = spec.rollout;
  const strategy = stated?.strategy ?? tier.strategy;
  const from = stated
    ? 'intent:/spec/rollout'
    : `contract:/tiers/${spec.tier}/rollout`;
  const wanted =
    strategy === 'canary' &&
    contract.workloadTypes[spec.workloadType].features.canary;
  const possible =
    byRoute ||
    !engine?.needsSplit ||
    trafficSplitsOf({ ...options, canary: 'pods' }).length > 0;
  if (!wanted || !carrier || !possible) {
    return { carrier: deployment, canary: 'none', steps: [], from };
  }
  const steps =
    stated?.steps ?? (tier.steps.length > 0 ? tier.steps : DEFAULT_STEPS);
  return {
    carrier,
    canary: byRoute ? 'route' : 'pods',
    steps,
    from:
      stated?.steps || !stated
        ? `${from}/steps`
        : `contract:/tiers/${spec.tier}/rollout/steps`,
  };
}
