import { canariedDeployment } from '../../carriers/canariedDeployment';
import type { Provider } from '../provider';
import { deriveCanary, heldStep } from './canary';
import { deriveMetricTemplates } from './metricTemplates';
import { deriveDeployment } from './rolling';

/**
 * Canaries by Flagger, where a route can share out the requests: the Deployment of the service is the canary, and
 * Flagger keeps the released pods in a copy of it. What no route leads to is updated pod by pod.
 */
export const flagger: Provider<'rollout'> = {
  layer: 'rollout',
  name: 'flagger',
  canaryCarrier: canariedDeployment,
  canarySplits: ['HTTPRoute', 'Ingress'],
  needsSplit: true,
  derive: ctx => {
    const [split] = ctx.trafficSplits;
    if (ctx.rollout.carrier === canariedDeployment && split) {
      return [
        deriveDeployment(ctx),
        deriveCanary(ctx, split.kind),
        ...deriveMetricTemplates(ctx),
      ];
    }
    const wanted =
      ctx.intent.spec.rollout?.strategy ?? ctx.tier.rollout.strategy;
    if (wanted === 'canary' && ctx.features.canary) {
      ctx.leaveOut({
        what: 'Canary',
        why: 'Flagger gives a canary its share of the requests by a route, and none that it could weigh leads to this service; a new version comes in pod by pod.',
        from: 'contract:/providers/rollout',
      });
    }
    return [deriveDeployment(ctx)];
  },
  check: ctx => {
    const held = heldStep(ctx);
    return ctx.rollout.carrier === canariedDeployment && held
      ? [
          {
            policy: 'rollout',
            title: 'A canary waits where the intent says',
            severity: 'warn',
            message: `The step of ${held.weight}% has no pause, which means until somebody promotes it, and Flagger would go on by itself.`,
            at: ctx.intent.spec.rollout?.steps
              ? `/spec/rollout/steps/${ctx.rollout.steps.indexOf(held)}`
              : '/spec/rollout',
            remedy:
              'State a pause, such as 1h, or ask the platform team for argo-rollouts',
            environments: [ctx.environment.name],
          },
        ]
      : [];
  },
};
