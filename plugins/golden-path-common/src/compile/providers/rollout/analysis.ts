import { because } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../../context';
import type { AnalysisTemplate } from '../../crds/rollout';
import {
  FAILED,
  REQUEST_DURATION_BUCKET,
  REQUESTS_TOTAL,
  errorBudget,
  requestSelector,
  rounded,
} from '../../telemetry';

/** The pace at which the service's own alert pages within half an hour. */
const PAGING_BURN_RATE = 6;
/** Measurements that may fail before the canary is taken back: one blip is not a regression. */
const FAILURE_LIMIT = 2;

/** Measures the canary's pods, and only those, against the objectives of the service. */
export function deriveAnalysis(ctx: EnvironmentContext): Derived {
  const { availability, latencyP95Ms, from } = ctx.objectives;
  const canary = `${requestSelector(
    ctx,
  )},rollouts_pod_template_hash="{{args.canary-hash}}"`;
  const limit = rounded(PAGING_BURN_RATE * errorBudget(availability));
  const timing = {
    initialDelay: '2m',
    interval: '1m',
    failureLimit: FAILURE_LIMIT,
  };
  const address = ctx.metricsAddress;
  const template: AnalysisTemplate = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: metadataOf(ctx, ctx.name),
    spec: {
      args: [{ name: 'canary-hash' }],
      metrics: [
        {
          name: 'availability',
          ...timing,
          successCondition: passesBelow(limit),
          provider: {
            prometheus: {
              address,
              query: `(sum(rate(${REQUESTS_TOTAL}{${canary},${FAILED}}[5m])) or vector(0)) / sum(rate(${REQUESTS_TOTAL}{${canary}}[5m]))`,
            },
          },
        },
        ...(latencyP95Ms === undefined
          ? []
          : [
              {
                name: 'latency-p95',
                ...timing,
                successCondition: passesBelow(latencyP95Ms / 1000),
                provider: {
                  prometheus: {
                    address,
                    query: `histogram_quantile(0.95, sum by (le) (rate(${REQUEST_DURATION_BUCKET}{${canary}}[5m])))`,
                  },
                },
              },
            ]),
      ],
    },
  };
  return derivedForService(ctx, template, [
    because(
      '',
      from,
      'A canary is judged by the objectives of its own service, not by somebody who watches a dashboard.',
    ),
    because(
      '/spec/args',
      'fairway:canary-only',
      'The hash tells the pods of the canary from the released ones.',
    ),
    because(
      '/spec/metrics',
      'contract:/providers/metrics',
      `Asked of ${address} each minute, two minutes after the start; more than ${FAILURE_LIMIT} failed measurements take the canary back. A canary without traffic passes.`,
    ),
    because(
      '/spec/metrics/0/successCondition',
      from,
      `${availability}% availability leaves a budget of ${
        errorBudget(availability) * 100
      }%; ${PAGING_BURN_RATE} times that, ${rounded(
        limit * 100,
      )}%, is where the service itself would page.`,
    ),
    ...(latencyP95Ms === undefined
      ? []
      : [
          because(
            '/spec/metrics/1/successCondition',
            'intent:/spec/slo/latencyP95Ms',
            `95% of the canary's requests within ${latencyP95Ms} ms, as the intent promises.`,
          ),
        ]),
  ]);
}

/** No series and no traffic (NaN) pass: silence says nothing about the version. */
function passesBelow(limit: number): string {
  return `len(result) == 0 || isNaN(result[0]) || result[0] <= ${limit}`;
}
