import type { Because } from '../../../model';
import { because } from '../../because';
import type { EnvironmentContext, TrafficSplit } from '../../context';
import type { TrafficRouting } from '../../crds/rollout';
import { CANARY_SUBSET, STABLE_SUBSET } from '../../names';

interface Routing {
  fields: TrafficRouting;
  /** With pointers from the traffic routing. */
  reasons: Because[];
}

const routers: Record<
  TrafficSplit['kind'],
  (ctx: EnvironmentContext) => Routing
> = {
  HTTPRoute: ctx => ({
    fields: {
      plugins: {
        'argoproj-labs/gatewayAPI': {
          httpRoute: ctx.name,
          namespace: ctx.namespace,
        },
      },
    },
    reasons: [
      because(
        '',
        'contract:/providers/traffic',
        'The weights are set on the HTTPRoute, so 5% means 5% of the requests, however many pods there are.',
      ),
    ],
  }),
  VirtualService: ctx => ({
    fields: {
      istio: {
        virtualService: { name: ctx.name, routes: [ctx.name] },
        destinationRule: {
          name: ctx.name,
          stableSubsetName: STABLE_SUBSET,
          canarySubsetName: CANARY_SUBSET,
        },
      },
    },
    reasons: [
      because(
        '/istio',
        'contract:/providers/mesh',
        'The weights are set on the VirtualService, so callers in the mesh meet the canary at exactly its share.',
      ),
    ],
  }),
  Ingress: ctx => ({
    fields: { nginx: { stableIngress: ctx.name } },
    reasons: [
      because(
        '/nginx',
        'contract:/providers/traffic',
        'The ingress controller splits by weight, so 5% means 5% of the requests, however many pods there are.',
      ),
    ],
  }),
};

/** How Argo Rollouts sets the share of a canary; undefined when the share of the pods decides. */
export function trafficRoutingOf(ctx: EnvironmentContext): Routing | undefined {
  const routings = ctx.trafficSplits.map(({ kind }) => routers[kind](ctx));
  return routings.length > 0
    ? {
        fields: Object.assign({}, ...routings.map(({ fields }) => fields)),
        reasons: routings.flatMap(({ reasons }) => reasons),
      }
    : undefined;
}
