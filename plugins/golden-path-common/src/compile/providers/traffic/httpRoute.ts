import { because, pointer } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../../context';
import type { HTTPRoute, HttpRouteBackend } from '../../crds/gateway';
import { canaryServiceName, stableServiceName } from '../../names';
import { HTTPS } from './gateway';

/** A year, as browsers remember it. */
const STRICT_TRANSPORT_SECURITY = 'max-age=31536000';

/** What goes from the listener to the Services, and on which terms. */
export function deriveRoute(options: {
  ctx: EnvironmentContext;
  host: string;
  route: NonNullable<EnvironmentContext['intent']['spec']['route']>;
  port: number;
}): Derived {
  const { ctx, host, route, port } = options;
  const annotations: Record<string, string> = {
    'fairway.dev/authentication': route.authentication,
    ...(route.rateLimit
      ? { 'fairway.dev/rate-limit': route.rateLimit }
      : undefined),
    ...(route.accessLogRetention
      ? { 'fairway.dev/access-log-retention': route.accessLogRetention }
      : undefined),
  };
  const paths = route.paths ?? ['/'];
  const httpRoute: HTTPRoute = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: metadataOf(ctx, ctx.name, { annotations }),
    spec: {
      hostnames: [host],
      parentRefs: [
        {
          group: 'gateway.networking.k8s.io',
          kind: 'Gateway',
          name: ctx.name,
          sectionName: HTTPS,
        },
      ],
      rules: [
        {
          matches: paths.map(value => ({
            path: { type: 'PathPrefix', value },
          })),
          filters: [
            {
              type: 'ResponseHeaderModifier',
              responseHeaderModifier: {
                set: [
                  {
                    name: 'Strict-Transport-Security',
                    value: STRICT_TRANSPORT_SECURITY,
                  },
                ],
              },
            },
          ],
          backendRefs: backendsOf(ctx, port),
        },
      ],
    },
  };
  const byRoute = ctx.rollout.canary === 'route';
  return derivedForService(ctx, httpRoute, [
    because('', 'intent:/spec/exposure', 'The service is public.'),
    ...Object.keys(annotations).map(key =>
      because(
        pointer('metadata', 'annotations', key),
        'intent:/spec/route',
        'What the intent asks of the gateway; it is read from here.',
      ),
    ),
    because(
      '/spec/hostnames',
      'intent:/spec/route/host',
      `The public host in ${ctx.environment.name}.`,
    ),
    because(
      '/spec/parentRefs',
      'policy:route-tls',
      'Attached to the HTTPS listener by name.',
    ),
    because(
      '/spec/rules/0/matches',
      route.paths ? 'intent:/spec/route/paths' : 'fairway:every-path',
      route.paths
        ? `Only ${paths.join(', ')} and below.`
        : 'The intent names no paths, so every path of the host is served.',
    ),
    because(
      '/spec/rules/0/filters',
      'fairway:strict-transport',
      'Browsers that came once by HTTPS never try without it again.',
    ),
    because(
      '/spec/rules/0/backendRefs',
      byRoute ? ctx.rollout.from : 'intent:/metadata/name',
      byRoute
        ? 'All to the released pods; Argo Rollouts moves the weights while a canary runs.'
        : 'All to the pods of the service.',
    ),
  ]);
}

function backendsOf(ctx: EnvironmentContext, port: number): HttpRouteBackend[] {
  const backend = (name: string, weight: number): HttpRouteBackend => ({
    group: '',
    kind: 'Service',
    name,
    port,
    weight,
  });
  return ctx.rollout.canary === 'route'
    ? [
        backend(stableServiceName(ctx.name), 100),
        backend(canaryServiceName(ctx.name), 0),
      ]
    : [backend(ctx.name, 1)];
}
