import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { because } from '../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../context';
import type { Manifest } from '../manifest';

/** Keeps node drains from taking too many pods at once; not for a single pod. */
export function deriveDisruptionBudget(ctx: EnvironmentContext): Derived[] {
  if (!ctx.features.disruptionBudget) {
    return [];
  }
  const { min, from } = ctx.settings.scaling;
  if (min < 2) {
    ctx.leaveOut({
      what: 'PodDisruptionBudget',
      why: 'A single replica cannot be evicted and stay available: a budget would only block every node drain.',
      from,
    });
    return [];
  }
  const { maxUnavailable } = ctx.tier.disruption;
  const rule = `contract:/tiers/${ctx.intent.spec.tier}/disruption/maxUnavailable`;
  const budget: Manifest<IPodDisruptionBudget> = {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadataOf(ctx, ctx.name),
    spec: {
      maxUnavailable: /^[0-9]+$/.test(maxUnavailable)
        ? Number(maxUnavailable)
        : maxUnavailable,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: ctx.selector },
    },
  };
  return [
    derivedForService(ctx, budget, [
      because(
        '',
        from,
        `The service runs with at least ${min} replicas, so a drain can take them one after the other.`,
      ),
      because(
        '/spec/maxUnavailable',
        rule,
        `${ctx.intent.spec.tier} allows ${maxUnavailable} pod to be away at a time; a number of available pods would block drains when the service is scaled down to it.`,
      ),
      because(
        '/spec/unhealthyPodEvictionPolicy',
        'fairway:drain-unhealthy',
        'Pods that are broken anyway do not hold up a node drain.',
      ),
      because(
        '/spec/selector',
        'fairway:selector',
        'Every pod of the service.',
      ),
    ]),
  ];
}
