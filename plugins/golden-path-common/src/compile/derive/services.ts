import type { IService, IServicePort } from 'kubernetes-models/v1';
import { because, pointer } from '../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../context';
import type { Manifest } from '../manifest';
import {
  METRICS_PORT,
  SCRAPE_LABEL,
  SERVICE_ROLE_LABEL,
  SERVING_PORT,
  canaryServiceName,
  stableServiceName,
} from '../names';

/**
 * The Service that callers know and metrics are collected through, and, where a route splits the traffic, one
 * for the stable pods and one for the canary. Argo Rollouts rewrites the selectors of the last two, so the first
 * stays as it is written: scraping it sees each pod exactly once, during a canary and outside.
 */
export function deriveServices(ctx: EnvironmentContext): Derived[] {
  const { port } = ctx.main;
  if (!ctx.features.service || port === undefined) {
    return [];
  }
  const { released } = ctx.rollout.carrier;
  if (released) {
    return [
      serviceObject({
        ctx,
        port,
        name: ctx.name,
        role: 'stable',
        selector: { [released.label]: released.name(ctx.name) },
        why: `Callers in the cluster reach the released pods of ${ctx.name} by this name; those of a canary have a Service of the engine that tries them.`,
      }),
    ];
  }
  const services = [
    serviceObject({
      ctx,
      port,
      name: ctx.name,
      role: 'all',
      why: `Callers in the cluster reach ${ctx.name} by this name, whichever pods are behind it.`,
    }),
  ];
  if (ctx.rollout.canary === 'route') {
    services.push(
      serviceObject({
        ctx,
        port,
        name: stableServiceName(ctx.name),
        role: 'stable',
        why: 'The released pods: the route sends what the canary does not get here.',
      }),
      serviceObject({
        ctx,
        port,
        name: canaryServiceName(ctx.name),
        role: 'canary',
        why: 'The new pods: the route sends the weight of each canary step here.',
      }),
    );
  }
  return services;
}

/** Name that the Service API has for HTTP/2 without TLS, which is what gRPC speaks inside the cluster. */
const GRPC = 'kubernetes.io/h2c';

/** What the main port speaks, as the Service API calls it. */
export function appProtocolOf(ctx: EnvironmentContext): string {
  return ctx.main.protocol === 'grpc' ? GRPC : 'http';
}

type Role = 'all' | 'stable' | 'canary';

function serviceObject(options: {
  ctx: EnvironmentContext;
  port: number;
  name: string;
  role: Role;
  /** Every pod of the service when left out. */
  selector?: Record<string, string>;
  why: string;
}): Derived {
  const { ctx, port, name, role, selector, why } = options;
  const service: Manifest<IService> = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(ctx, name, {
      labels: { [SCRAPE_LABEL]: 'true', [SERVICE_ROLE_LABEL]: role },
    }),
    spec: {
      type: 'ClusterIP',
      selector: selector ?? ctx.selector,
      ports: portsOf(ctx, port, role),
    },
  };
  return derivedForService(ctx, service, [
    because(
      '',
      `contract:/workloadTypes/${ctx.intent.spec.workloadType}/features/service`,
      why,
    ),
    because(
      pointer('metadata', 'labels', SCRAPE_LABEL),
      'policy:standard-signals',
      'Every service emits the standard signals.',
    ),
    because(
      pointer('metadata', 'labels', SERVICE_ROLE_LABEL),
      'fairway:service-roles',
      'Tells the Services of one workload apart.',
    ),
    because(
      '/spec/type',
      'policy:service-exposure',
      'Reachable inside the cluster only; what is public goes through the gateway.',
    ),
    because(
      '/spec/selector',
      'fairway:selector',
      role === 'all' || selector
        ? `Every ${selector ? 'released pod' : 'pod'} of the service.`
        : `Every pod of the service at first; Argo Rollouts narrows it to the ${role} ones while a canary runs.`,
    ),
    because(
      '/spec/ports',
      ctx.main.from.port ?? 'intent:/spec/containers',
      `Port ${port} of container ${ctx.main.name}.`,
    ),
    ...(ctx.main.protocol === 'grpc'
      ? [
          because(
            '/spec/ports/0/appProtocol',
            `intent:${pointer(
              'spec',
              'containers',
              ctx.main.name,
              'protocol',
            )}`,
            'It speaks gRPC, so gateways and meshes talk HTTP/2 to it and balance requests instead of connections.',
          ),
        ]
      : []),
  ]);
}

function portsOf(
  ctx: EnvironmentContext,
  port: number,
  role: Role,
): IServicePort[] {
  const { metricsPort } = ctx.main;
  const ports: IServicePort[] = [
    {
      name: SERVING_PORT,
      port,
      targetPort: SERVING_PORT,
      protocol: 'TCP',
      appProtocol: appProtocolOf(ctx),
    },
  ];
  if (role === 'all' && metricsPort !== undefined && metricsPort !== port) {
    ports.push({
      name: METRICS_PORT,
      port: metricsPort,
      targetPort: METRICS_PORT,
      protocol: 'TCP',
    });
  }
  return ports;
}
