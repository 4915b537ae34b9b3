import type { EnvironmentContext } from '../../context';
import type { Provider } from '../provider';
import { deriveCertificate } from './certificate';
import { deriveGateway } from './gateway';
import { deriveRoute } from './httpRoute';
import { type WayIn, termWords, wayInOf } from './wayIn';

/**
 * Public routes by Gateway API. Each public service has a Gateway of its own with one listener for its exact
 * host, open to routes of its own namespace only: nobody else can attach a route to the host or read its key, and
 * a broken certificate takes down one host. Gateway classes that merge Gateways put them on one load balancer.
 */
export const gatewayApi: Provider<'traffic'> = {
  layer: 'traffic',
  name: 'gateway-api',
  trafficSplit: canary =>
    canary === 'route'
      ? {
          kind: 'HTTPRoute',
          moves: [
            {
              group: 'gateway.networking.k8s.io',
              kind: 'HTTPRoute',
              jq: ['.spec.rules[].backendRefs[].weight'],
              pointers: [0, 1].map(
                index => `/spec/rules/0/backendRefs/${index}/weight`,
              ),
              keep: 'overlooked',
            },
          ],
        }
      : undefined,
  derive: ctx => {
    const wayIn = wayInOf(ctx, 'HTTPRoute');
    if (!wayIn) {
      return [];
    }
    sayWhoKeepsTheTerms(ctx, wayIn);
    return [
      ...wayIn.hosts.map(entered => deriveCertificate(ctx, entered)),
      deriveGateway(ctx, wayIn),
      ...(isMadeByEngine(ctx) ? [] : [deriveRoute(ctx, wayIn)]),
    ];
  },
};

/** Whether the engine that rolls out makes the route itself, as part of what it moves. */
function isMadeByEngine(ctx: EnvironmentContext): boolean {
  const made =
    ctx.trafficSplits.length > 0 &&
    ctx.rollout.carrier.released?.makes.includes('HTTPRoute') === true;
  if (made) {
    ctx.leaveOut({
      what: 'HTTPRoute',
      why: 'The engine that tries new versions makes it, with hosts, paths, headers and annotations from its own object; two writers of one route would fight.',
      from: ctx.rollout.from,
    });
  }
  return made;
}

function sayWhoKeepsTheTerms(
  ctx: EnvironmentContext,
  { className, terms }: WayIn,
): void {
  const words = termWords(terms);
  if (words) {
    ctx.leaveOut({
      what: 'Authentication and rate limit at the gateway',
      why: `Gateway API has no standard field for them; the route names ${words} in annotations, and the gateway of class ${className} applies them.`,
      from: ctx.intent.spec.route
        ? 'intent:/spec/route'
        : 'intent:/spec/gateway',
    });
  }
}
