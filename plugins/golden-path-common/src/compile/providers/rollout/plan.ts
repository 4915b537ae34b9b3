import type { PlatformContract } from '../../../model';
import type { ServiceIntent } from '../../../schema/intent';
import type { RolloutPlan } from '../../context';

/** For a tier that leaves the steps open. */
const DEFAULT_STEPS = [
  { weight: 10, pause: '5m' },
  { weight: 50, pause: '5m' },
];

/** Decides how a service is rolled out: the intent's wish, else the tier's, as far as type and provider go. */
export function planRollout(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  /** Whether a public route can split its traffic. */
  routed: boolean;
}): RolloutPlan {
  const { intent, contract, routed } = options;
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
  if (!wanted || contract.providers.rollout.provider !== 'argo-rollouts') {
    return { kind: 'Deployment', canary: 'none', steps: [], from };
  }
  const steps =
    stated?.steps ?? (tier.steps.length > 0 ? tier.steps : DEFAULT_STEPS);
  return {
    kind: 'Rollout',
    canary: routed ? 'route' : 'pods',
    steps,
    from:
      stated?.steps || !stated
        ? `${from}/steps`
        : `contract:/tiers/${spec.tier}/rollout/steps`,
  };
}
