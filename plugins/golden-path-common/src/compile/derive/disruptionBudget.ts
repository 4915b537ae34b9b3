import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { because } from '../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../context';
import type { Manifest } from '../manifest';
import type { StorePlan } from '../storePlan';

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
  if (ctx.store) {
    return [memberBudget(ctx, ctx.store)];
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

/** One member at a time, and none where even one would cost the majority. */
function memberBudget(
  ctx: EnvironmentContext,
  { members, majority }: StorePlan,
): Derived {
  const spare = members - majority;
  const maxUnavailable = Math.min(1, spare);
  const budget: Manifest<IPodDisruptionBudget> = {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadataOf(ctx, ctx.name),
    spec: {
      maxUnavailable,
      unhealthyPodEvictionPolicy: 'IfHealthyBudget',
      selector: { matchLabels: ctx.selector },
    },
  };
  return derivedForService(ctx, budget, [
    because(
      '',
      'intent:/spec/stateful/quorum',
      `Drains keep the majority: ${majority} of ${members} members.`,
    ),
    because(
      '/spec/maxUnavailable',
      'intent:/spec/stateful/replicas',
      spare > 0
        ? `One member at a time, whatever the tier allows: ${majority} of ${members} have to agree, and the others catch up before the next one goes.`
        : `With ${members} members each one is needed for the majority, so no drain takes one by itself; follow the runbook.`,
    ),
    because(
      '/spec/unhealthyPodEvictionPolicy',
      'fairway:members-catch-up',
      'A member that is catching up is not evicted while another one is missing: it may hold what the others lack.',
    ),
    because('/spec/selector', 'fairway:selector', 'Every member of the store.'),
  ]);
}
