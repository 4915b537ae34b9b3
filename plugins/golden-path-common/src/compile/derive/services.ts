import type { IService } from 'kubernetes-models/v1';
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
  if (!ctx.features.service || ctx.main.port === undefined) {
    return [];
  }
  const services = [
    serviceObject(
      ctx,
      ctx.name,
      'all',
      `Callers in the cluster reach ${ctx.name} by this name, whichever pods are behind it.`,
    ),
  ];
  if (ctx.rollout.canary === 'route') {
    services.push(
      serviceObject(
        ctx,
        stableServiceName(ctx.name),
        'stable',
        'The released pods: the route sends what the canary does not get here.',
      ),
      serviceObject(
        ctx,
        canaryServiceName(ctx.name),
        'canary',
        'The new pods: the route sends the weight of each canary step here.',
      ),
    );
  }
  return services;
}

function serviceObject(
  ctx: EnvironmentContext,
  name: string,
  role: 'all' | 'stable' | 'canary',
  why: string,
): Derived {
  const { port, metricsPort } = ctx.main;
  const service: Manifest<IService> = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(ctx, name, {
      labels: { [SCRAPE_LABEL]: 'true', [SERVICE_ROLE_LABEL]: role },
    }),
    spec: {
      type: 'ClusterIP',
      selector: ctx.selector,
      ports: [
        {
          name: SERVING_PORT,
          port: port ?? 0,
          targetPort: SERVING_PORT,
          protocol: 'TCP',
          appProtocol: 'http',
        },
        ...(role === 'all' && metricsPort !== undefined && metricsPort !== port
          ? [
              {
                name: METRICS_PORT,
                port: metricsPort,
                targetPort: METRICS_PORT,
                protocol: 'TCP',
              },
            ]
          : []),
      ],
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
      role === 'all'
        ? 'Every pod of the service.'
        : `Every pod of the service at first; Argo Rollouts narrows it to the ${role} ones while a canary runs.`,
    ),
    because(
      '/spec/ports',
      ctx.main.from.port ?? 'intent:/spec/containers',
      `Port ${port} of container ${ctx.main.name}.`,
    ),
  ]);
}
