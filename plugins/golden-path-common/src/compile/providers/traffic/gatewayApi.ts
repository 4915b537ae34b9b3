import { because, pointer } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../../context';
import type {
  Certificate,
  Gateway,
  HTTPRoute,
  HttpRouteBackend,
} from '../../crds/gateway';
import {
  canaryServiceName,
  certificateName,
  stableServiceName,
} from '../../names';
import type { Provider } from '../provider';

/** A year, as browsers remember it. */
const STRICT_TRANSPORT_SECURITY = 'max-age=31536000';
const HTTPS = 'https';

/**
 * Public routes by Gateway API. Each public service has a Gateway of its own with one listener for its exact
 * host, open to routes of its own namespace only: nobody else can attach a route to the host or read its key, and
 * a broken certificate takes down one host. Gateway classes that merge Gateways put them on one load balancer.
 */
export const gatewayApi: Provider<'traffic'> = {
  layer: 'traffic',
  name: 'gateway-api',
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

function deriveCertificate(ctx: EnvironmentContext, host: string): Derived {
  const { issuer } = ctx.contract.providers.traffic;
  const certificate: Certificate = {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: metadataOf(ctx, ctx.name),
    spec: {
      secretName: certificateName(ctx.name),
      dnsNames: [host],
      issuerRef: {
        group: 'cert-manager.io',
        kind: 'ClusterIssuer',
        name: issuer,
      },
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      usages: ['digital signature', 'server auth'],
    },
  };
  return derivedForService(ctx, certificate, [
    because(
      '',
      'policy:route-tls',
      'Every public route has TLS, and a certificate that renews itself.',
    ),
    because(
      '/spec/secretName',
      'fairway:names',
      'The listener takes the certificate from here.',
    ),
    because(
      '/spec/dnsNames',
      'intent:/spec/route/host',
      `The public host in ${ctx.environment.name}.`,
    ),
    because(
      '/spec/issuerRef',
      'contract:/providers/traffic/issuer',
      `${issuer} signs for the domains of the contract.`,
    ),
    because(
      '/spec/privateKey',
      'fairway:fresh-keys',
      'A new key with each renewal, so that an old one loses its worth.',
    ),
    because(
      '/spec/usages',
      'fairway:fresh-keys',
      'For serving TLS and nothing else.',
    ),
  ]);
}

function deriveGateway(ctx: EnvironmentContext, host: string): Derived {
  const { gatewayClass } = ctx.contract.providers.traffic;
  const gateway: Gateway = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: metadataOf(ctx, ctx.name),
    spec: {
      gatewayClassName: gatewayClass,
      listeners: [
        {
          name: HTTPS,
          hostname: host,
          port: 443,
          protocol: 'HTTPS',
          tls: {
            mode: 'Terminate',
            certificateRefs: [
              { group: '', kind: 'Secret', name: certificateName(ctx.name) },
            ],
          },
          allowedRoutes: { namespaces: { from: 'Same' } },
        },
      ],
    },
  };
  const listener = '/spec/listeners/0';
  return derivedForService(ctx, gateway, [
    because(
      '',
      'intent:/spec/exposure',
      'The service is public; its host has a listener of its own, so that nobody else can attach a route to it.',
    ),
    because(
      '/spec/gatewayClassName',
      'contract:/providers/traffic/gatewayClass',
      `${gatewayClass} is the way in that the platform runs.`,
    ),
    because(
      listener,
      'policy:route-tls',
      'HTTPS on 443 only: there is no listener without TLS that traffic could fall back to.',
    ),
    because(
      `${listener}/hostname`,
      'intent:/spec/route/host',
      `The public host in ${ctx.environment.name}.`,
    ),
    because(
      `${listener}/allowedRoutes`,
      'fairway:own-host',
      'Routes of this namespace only.',
    ),
  ]);
}

function deriveRoute(options: {
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
