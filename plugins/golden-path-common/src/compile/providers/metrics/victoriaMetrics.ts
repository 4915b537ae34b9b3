import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../../context';
import type {
  VMPodScrape,
  VMRule,
  VMServiceScrape,
} from '../../crds/victoriaMetrics';
import type { Provider } from '../provider';
import { ruleGroups } from './rules';
import {
  namedByRelabelling,
  type Scraping,
  relabellingReason,
  scrapingOf,
} from './scraping';

const API = 'operator.victoriametrics.com/v1beta1';

/** The same metrics, objectives and alerts as the operator of VictoriaMetrics takes them. */
export const victoriaMetrics: Provider<'metrics'> = {
  layer: 'metrics',
  name: 'victoria-metrics',
  metricsAddress: ({ tenancy }) =>
    `http://vmsingle-platform.${tenancy.monitoringNamespace}.svc:8428`,
  derive: ctx => {
    const scraping = scrapingOf(ctx);
    return [
      ...(scraping ? [deriveScrape(ctx, scraping)] : []),
      deriveRules(ctx),
    ];
  },
};

function deriveScrape(ctx: EnvironmentContext, scraping: Scraping): Derived {
  const { selector, podTargetLabels, endpoint } = scraping;
  if (scraping.by === 'service') {
    const scrape: VMServiceScrape = {
      apiVersion: API,
      kind: 'VMServiceScrape',
      metadata: metadataOf(ctx, ctx.name),
      spec: { selector, podTargetLabels, endpoints: [endpoint] },
    };
    return derivedForService(ctx, scrape, scraping.reasons('/spec/endpoints'));
  }
  const endpoints = '/spec/podMetricsEndpoints';
  const scrape: VMPodScrape = {
    apiVersion: API,
    kind: 'VMPodScrape',
    metadata: metadataOf(ctx, ctx.name),
    spec: {
      selector,
      podTargetLabels,
      podMetricsEndpoints: [
        { ...endpoint, relabelConfigs: namedByRelabelling(ctx.name) },
      ],
    },
  };
  return derivedForService(ctx, scrape, [
    ...scraping.reasons(endpoints),
    relabellingReason(`${endpoints}/0/relabelConfigs`),
  ]);
}

function deriveRules(ctx: EnvironmentContext): Derived {
  const { groups, reasons } = ruleGroups(ctx);
  const rule: VMRule = {
    apiVersion: API,
    kind: 'VMRule',
    metadata: metadataOf(ctx, ctx.name),
    spec: { groups },
  };
  return derivedForService(ctx, rule, reasons);
}
