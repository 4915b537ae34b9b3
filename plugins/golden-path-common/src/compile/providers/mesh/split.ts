import { because } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  type TrafficSplit,
  derivedForService,
  metadataOf,
} from '../../context';
import type { DestinationRule, VirtualService } from '../../crds/istio';
import { CANARY_SUBSET, STABLE_SUBSET, serviceHost } from '../../names';

const GROUP = 'networking.istio.io';
/** Label by which a rollout engine narrows a subset to the pods of one revision. */
const REVISION = 'rollouts-pod-template-hash';
const BOTH = [0, 1];

/** Callers in the mesh are split by a VirtualService, whether there is a public route or not. */
export const meshSplit: TrafficSplit = {
  kind: 'VirtualService',
  moves: [
    {
      group: GROUP,
      kind: 'VirtualService',
      jq: ['.spec.http[].route[].weight'],
      pointers: BOTH.map(index => `/spec/http/0/route/${index}/weight`),
      keep: 'begun',
    },
    {
      group: GROUP,
      kind: 'DestinationRule',
      jq: [`.spec.subsets[].labels["${REVISION}"]`],
      pointers: BOTH.map(index => `/spec/subsets/${index}/labels/${REVISION}`),
      keep: 'begun',
    },
  ],
};

/** How callers in the mesh meet a canary at the share of its step. */
export function deriveSplit(ctx: EnvironmentContext): Derived[] {
  if (!ctx.trafficSplits.includes(meshSplit)) {
    ctx.leaveOut({
      what: 'VirtualService and DestinationRule',
      why: 'No canary gets a share of the calls within the mesh: callers reach the Service, and sidecars balance over its pods.',
      from: ctx.rollout.from,
    });
    return [];
  }
  return [virtualService(ctx), destinationRule(ctx)];
}

function virtualService(ctx: EnvironmentContext): Derived {
  const host = serviceHost(ctx);
  const share = (subset: string, weight: number) => ({
    destination: { host, subset },
    weight,
  });
  const service: VirtualService = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: metadataOf(ctx, ctx.name),
    spec: {
      hosts: [host],
      http: [
        {
          name: ctx.name,
          route: [share(STABLE_SUBSET, 100), share(CANARY_SUBSET, 0)],
        },
      ],
    },
  };
  return derivedForService(ctx, service, [
    because(
      '',
      ctx.rollout.from,
      'Callers in the mesh meet a canary by weight, however many pods there are.',
    ),
    because(
      '/spec/hosts',
      'intent:/metadata/name',
      `The name that callers in the cluster use for ${ctx.name}.`,
    ),
    because(
      '/spec/http/0/name',
      'fairway:names',
      'By this name the engine finds the weights that it moves.',
    ),
    because(
      '/spec/http/0/route',
      ctx.rollout.from,
      'All to the released pods, on the port that was called; the weights move while a canary runs.',
    ),
  ]);
}

function destinationRule(ctx: EnvironmentContext): Derived {
  const rule: DestinationRule = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: metadataOf(ctx, ctx.name),
    spec: {
      host: serviceHost(ctx),
      subsets: [STABLE_SUBSET, CANARY_SUBSET].map(name => ({
        name,
        labels: ctx.selector,
      })),
    },
  };
  return derivedForService(ctx, rule, [
    because(
      '',
      ctx.rollout.from,
      'Tells the released pods from those of a canary.',
    ),
    because(
      '/spec/host',
      'intent:/metadata/name',
      'The same name as in the VirtualService.',
    ),
    because(
      '/spec/subsets',
      'fairway:service-roles',
      'Every pod of the service at first; each subset is narrowed to one revision while a canary runs.',
    ),
  ]);
}
