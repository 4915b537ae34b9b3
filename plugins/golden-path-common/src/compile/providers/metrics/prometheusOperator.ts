import type { Because } from '../../../model';
import { because } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../../context';
import type { PrometheusRule, ServiceMonitor } from '../../crds/monitoring';
import {
  METRICS_PORT,
  NAME_LABEL,
  SERVICE_ROLE_LABEL,
  SERVING_PORT,
} from '../../names';
import type { Provider } from '../provider';
import { workloadAlerts } from './alerts';
import { sloGroups } from './sloRules';

/** Metrics, objectives and alerts as prometheus-operator takes them. */
export const prometheusOperator: Provider<'metrics'> = {
  layer: 'metrics',
  name: 'prometheus-operator',
  derive: ctx => [...deriveMonitor(ctx), deriveRules(ctx)],
};

function deriveMonitor(ctx: EnvironmentContext): Derived[] {
  const { port, metricsPort, metricsPath, name: container } = ctx.main;
  if (!ctx.features.service || port === undefined) {
    return [];
  }
  const interval = ctx.contract.providers.metrics.scrapeInterval;
  const path = metricsPath ?? '/metrics';
  const { revisionLabel } = ctx.rollout.carrier;
  const monitor: ServiceMonitor = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: metadataOf(ctx, ctx.name),
    spec: {
      selector: {
        matchLabels: { [NAME_LABEL]: ctx.name, [SERVICE_ROLE_LABEL]: 'all' },
      },
      podTargetLabels: [revisionLabel],
      endpoints: [
        {
          port:
            metricsPort !== undefined && metricsPort !== port
              ? METRICS_PORT
              : SERVING_PORT,
          path,
          interval,
        },
      ],
    },
  };
  return [
    derivedForService(ctx, monitor, [
      because(
        '',
        'policy:standard-signals',
        'Every service emits the standard signals; this collects its metrics.',
      ),
      because(
        '/spec/selector',
        'fairway:service-roles',
        'The Service with every pod behind it, so that no pod is counted twice during a canary.',
      ),
      because(
        '/spec/podTargetLabels',
        'contract:/telemetry/signals',
        'The telemetry contract wants a version on each series: a regression is seen by version.',
      ),
      because(
        '/spec/endpoints',
        `intent:/spec/containers/${container}`,
        `${path} on port ${metricsPort ?? port}.`,
      ),
      because(
        '/spec/endpoints/0/interval',
        'contract:/providers/metrics/scrapeInterval',
        `Every ${interval}.`,
      ),
    ]),
  ];
}

function deriveRules(ctx: EnvironmentContext): Derived {
  const groups = [
    ...(ctx.features.sloAlerts ? sloGroups(ctx) : []),
    workloadAlerts(ctx),
  ];
  const reasons: Because[] = groups.flatMap(({ reasons: own }, index) =>
    own.map(({ at, from, why }) =>
      because(`/spec/groups/${index}${at}`, from, why),
    ),
  );
  const rule: PrometheusRule = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: metadataOf(ctx, ctx.name),
    spec: { groups: groups.map(({ group }) => group) },
  };
  return derivedForService(ctx, rule, [
    because(
      '',
      ctx.objectives.from,
      'What users feel pages, and what will hurt them soon opens a ticket.',
    ),
    ...reasons,
  ]);
}
