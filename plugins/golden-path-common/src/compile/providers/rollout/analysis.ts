import { because } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../../context';
import type { AnalysisTemplate } from '../../crds/rollout';
import { measuresOf, sightOf } from './measures';

/** Measurements that may fail before the canary is taken back: one blip is not a regression. */
const FAILURE_LIMIT = 2;
/** New pods are scraped and have answered by then. */
const PACE = { initialDelay: '2m', interval: '1m' };

/** Measures the canary's pods, and only those, against the objectives of the service. */
export function deriveAnalysis(ctx: EnvironmentContext): Derived {
  const canary = 'rollouts_pod_template_hash="{{args.canary-hash}}"';
  const measures = measuresOf(ctx, canary);
  const sight = sightOf(ctx, canary);
  const address = ctx.metricsAddress;
  const template: AnalysisTemplate = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: metadataOf(ctx, ctx.name),
    spec: {
      args: [{ name: 'canary-hash' }],
      metrics: [
        ...measures.map(({ name, query, limit }) => ({
          name,
          ...PACE,
          failureLimit: FAILURE_LIMIT,
          successCondition: passesBelow(limit),
          provider: { prometheus: { address, query } },
        })),
        ...(sight
          ? [
              {
                name: sight.name,
                ...PACE,
                inconclusiveLimit: FAILURE_LIMIT,
                successCondition: 'len(result) > 0 && result[0] > 0',
                failureCondition: 'false',
                provider: { prometheus: { address, query: sight.query } },
              },
            ]
          : []),
      ],
    },
  };
  return derivedForService(ctx, template, [
    because(
      '',
      ctx.objectives.from,
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
      `Asked of ${address} each minute, two minutes after the start; more than ${FAILURE_LIMIT} failed measurements take the canary back. A canary with too little traffic to tell passes.`,
    ),
    ...measures.flatMap(({ from, why, whenToTell }, index) => [
      because(`/spec/metrics/${index}/successCondition`, from, why),
      because(
        `/spec/metrics/${index}/provider/prometheus/query`,
        'fairway:little-traffic',
        whenToTell,
      ),
    ]),
    ...(sight
      ? [
          because(
            `/spec/metrics/${measures.length}`,
            sight.from,
            `${sight.why} More than ${FAILURE_LIMIT} looks without a sight of it hold the canary until somebody decides.`,
          ),
        ]
      : []),
  ]);
}

/** No series (too few requests) and no traffic (NaN) pass: silence says nothing about the version. */
function passesBelow(limit: number): string {
  return `len(result) == 0 || isNaN(result[0]) || result[0] <= ${limit}`;
}
