import type { Provider } from '../provider';
import { deriveCertificate } from './certificate';
import { deriveGateway } from './gateway';
import { deriveRoute } from './httpRoute';

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
            },
          ],
        }
      : undefined,
  derive: ctx => {
    const { host } = ctx.settings;
    const { exposure, route } = ctx.intent.spec;
    if (exposure !== 'public' || !ctx.features.route) {
      ctx.leaveOut({
        what: 'HTTPRoute',
        why: `The exposure is ${exposure}: the service has no way in from outside the clusters.`,
        from: 'intent:/spec/exposure',
      });
      return [];
    }
    if (!route || host === undefined || ctx.main.port === undefined) {
      return [];
    }
    ctx.leaveOut({
      what: 'Authentication and rate limit at the gateway',
      why: `Gateway API has no standard field for them; the route names authentication ${
        route.authentication
      }${
        route.rateLimit ? ` and ${route.rateLimit}` : ''
      } in annotations, and the gateway of class ${
        ctx.contract.providers.traffic.gatewayClass
      } applies them.`,
      from: 'intent:/spec/route',
    });
    return [
      deriveCertificate(ctx, host),
      deriveGateway(ctx, host),
      deriveRoute({ ctx, host, route, port: ctx.main.port }),
    ];
  },
};
