import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../../context';
import type {
  PodMonitor,
  PrometheusRule,
  ServiceMonitor,
} from '../../crds/monitoring';
import type { Provider } from '../provider';
import { ruleGroups } from './rules';
import {
  namedByRelabelling,
  type Scraping,
  relabellingReason,
  scrapingOf,
} from './scraping';

/** Metrics, objectives and alerts as prometheus-operator takes them. */
export const prometheusOperator: Provider<'metrics'> = {
  layer: 'metrics',
  name: 'prometheus-operator',
  metricsAddress: ({ tenancy }) =>
    `http://prometheus-operated.${tenancy.monitoringNamespace}.svc:9090`,
  derive: ctx => {
    const scraping = scrapingOf(ctx);
    return [
      ...(scraping ? [deriveMonitor(ctx, scraping)] : []),
      deriveRules(ctx),
    ];
  },
};

function deriveMonitor(ctx: EnvironmentContext, scraping: Scraping): Derived {
  return scraping.by === 'service'
    ? deriveServiceMonitor(ctx, scraping)
    : derivePodMonitor(ctx, scraping);
}

function deriveServiceMonitor(
  ctx: EnvironmentContext,
  scraping: Scraping,
): Derived {
  const monitor: ServiceMonitor = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: metadataOf(ctx, ctx.name),
    spec: {
      selector: scraping.selector,
      podTargetLabels: scraping.podTargetLabels,
      endpoints: [scraping.endpoint],
    },
  };
  return derivedForService(ctx, monitor, scraping.reasons('/spec/endpoints'));
}

function derivePodMonitor(
  ctx: EnvironmentContext,
  scraping: Scraping,
): Derived {
  const endpoints = '/spec/podMetricsEndpoints';
  const monitor: PodMonitor = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: metadataOf(ctx, ctx.name),
    spec: {
      selector: scraping.selector,
      podTargetLabels: scraping.podTargetLabels,
      podMetricsEndpoints: [
        { ...scraping.endpoint, relabelings: namedByRelabelling(ctx.name) },
      ],
    },
  };
  return derivedForService(ctx, monitor, [
    ...scraping.reasons(endpoints),
    relabellingReason(`${endpoints}/0/relabelings`),
  ]);
}

function deriveRules(ctx: EnvironmentContext): Derived {
  const { groups, reasons } = ruleGroups(ctx);
  const rule: PrometheusRule = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: metadataOf(ctx, ctx.name),
    spec: { groups },
  };
  return derivedForService(ctx, rule, reasons);
}
