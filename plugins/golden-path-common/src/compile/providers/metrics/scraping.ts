import type { Because } from '../../../model';
import { because } from '../../because';
import type { EnvironmentContext } from '../../context';
import {
  METRICS_PORT,
  NAME_LABEL,
  SERVICE_ROLE_LABEL,
  SERVING_PORT,
} from '../../names';
import { isScraped } from '../../telemetry';

/** Where the metrics of a service are read, whichever product reads them. */
export interface Scraping {
  /** Through the Service with every pod behind it, or from the pods themselves. */
  by: 'service' | 'pods';
  selector: { matchLabels: Record<string, string> };
  /** Labels of the pods that become labels of the series. */
  podTargetLabels: string[];
  endpoint: { port: string; path: string; interval: string };
  /** With pointers from the object; those of the endpoint begin at `endpointAt`. */
  reasons(endpointAt: string): Because[];
}

/** Undefined for what serves no metrics. */
export function scrapingOf(ctx: EnvironmentContext): Scraping | undefined {
  const { port, metricsPort, metricsPath, name: container } = ctx.main;
  const served = metricsPort ?? port;
  if (served === undefined) {
    return undefined;
  }
  if (!isScraped(ctx)) {
    ctx.leaveOut({
      what: 'Scraping',
      why: `Port ${port} speaks gRPC, which nothing that reads metrics does; metrics need a port of their own (metricsPort), or the alert SloNoData will say that there are none.`,
      from: `intent:/spec/containers/${container}`,
    });
    return undefined;
  }
  const { interval, path } = {
    interval: ctx.contract.providers.metrics.scrapeInterval,
    path: metricsPath ?? '/metrics',
  };
  const { revisionLabel, released } = ctx.rollout.carrier;
  const by =
    ctx.features.service && port !== undefined && !released
      ? 'service'
      : 'pods';
  return {
    by,
    selector: {
      matchLabels:
        by === 'service'
          ? { [NAME_LABEL]: ctx.name, [SERVICE_ROLE_LABEL]: 'all' }
          : ctx.selector,
    },
    podTargetLabels: [revisionLabel],
    endpoint: {
      port:
        metricsPort !== undefined && metricsPort !== port
          ? METRICS_PORT
          : SERVING_PORT,
      path,
      interval,
    },
    reasons: endpointAt => [
      because(
        '',
        'policy:standard-signals',
        'Every service emits the standard signals; this collects its metrics.',
      ),
      by === 'service'
        ? because(
            '/spec/selector',
            'fairway:service-roles',
            'The Service with every pod behind it, so that no pod is counted twice during a canary.',
          )
        : because(
            '/spec/selector',
            'fairway:selector',
            released
              ? 'Every pod of the service: its Service has the released ones only, and a canary is measured too.'
              : 'Every pod of the workload, which has no Service.',
          ),
      because(
        '/spec/podTargetLabels',
        'contract:/telemetry/signals',
        'The telemetry contract wants a version on each series: a regression is seen by version.',
      ),
      because(
        endpointAt,
        `intent:/spec/containers/${container}`,
        `${path} on port ${served}.`,
      ),
      because(
        `${endpointAt}/0/interval`,
        'contract:/providers/metrics/scrapeInterval',
        `Every ${interval}.`,
      ),
    ],
  };
}

/** Makes series that are read from pods carry the name of the service, as those read through a Service do. */
export function namedByRelabelling(service: string) {
  return [{ targetLabel: 'service', replacement: service }];
}

/** Reason for {@link namedByRelabelling}. */
export function relabellingReason(at: string): Because {
  return because(
    at,
    'contract:/telemetry/signals',
    'The series carry the name of the service, which rules, analysis and dashboards select by.',
  );
}
