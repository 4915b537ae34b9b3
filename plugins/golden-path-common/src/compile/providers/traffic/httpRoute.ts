import { because, pointer } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../../context';
import type { HTTPRoute, HttpRouteBackend } from '../../crds/gateway';
import { canaryServiceName, stableServiceName } from '../../names';
import { listenerName } from './gateway';
import { STRICT_TRANSPORT_SECURITY, type WayIn } from './wayIn';

/** What goes from the listener to the Services, and on which terms. */
export function deriveRoute(ctx: EnvironmentContext, wayIn: WayIn): Derived {
  const { hosts, port, terms, reach } = wayIn;
  const paths = wayIn.paths ?? ['/'];
  const httpRoute: HTTPRoute = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: metadataOf(ctx, ctx.name, {
      annotations: Object.fromEntries(
        terms.map(({ key, value }) => [key, value]),
      ),
    }),
    spec: {
      hostnames: hosts.map(({ host }) => host),
      parentRefs: hosts.map((entered, index) => ({
        group: 'gateway.networking.k8s.io',
        kind: 'Gateway',
        name: ctx.name,
        sectionName: listenerName(entered, index),
      })),
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
    because(
      '',
      'intent:/spec/exposure',
      reach === 'public'
        ? 'The service is public.'
        : 'The service lets the company in.',
    ),
    ...terms.map(({ key, from }) =>
      because(
        pointer('metadata', 'annotations', key),
        from,
        'What the intent asks of the gateway; it is read from here.',
      ),
    ),
    because(
      '/spec/hostnames',
      hosts[0].from,
      `The ${reach} ${hosts.length > 1 ? 'hosts' : 'host'} in ${
        ctx.environment.name
      }.`,
    ),
    because(
      '/spec/parentRefs',
      'policy:route-tls',
      'Attached to the HTTPS listener by name.',
    ),
    because(
      '/spec/rules/0/matches',
      wayIn.paths ? 'intent:/spec/route/paths' : 'fairway:every-path',
      wayIn.paths
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
