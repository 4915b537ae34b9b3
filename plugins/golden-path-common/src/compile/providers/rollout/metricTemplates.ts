import { deployment } from '../../carriers/deployment';
import { because } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../../context';
import type { MetricTemplate } from '../../crds/flagger';
import { type Measure, type Sight, measuresOf, sightOf } from './measures';

/** Pods of the Deployment that has the name of the service: Flagger keeps the released ones in another. */
function canaryPods(ctx: EnvironmentContext): string {
  return `pod=~"${deployment.podNames(ctx.name)}"`;
}

/** What a canary of Flagger is measured by. */
export function canaryMeasures(ctx: EnvironmentContext): Measure[] {
  return measuresOf(ctx, canaryPods(ctx));
}

/** Whether Flagger's canary is seen at all; undefined for what nobody can read. */
export function canarySight(ctx: EnvironmentContext): Sight | undefined {
  return sightOf(ctx, canaryPods(ctx));
}

/** Name of the template of a measure. */
export function templateName(
  ctx: EnvironmentContext,
  { name }: Measure | Sight,
): string {
  return `${ctx.name}-${name}`;
}

/** One template for each objective of the service, and one for whether it is measured at all. */
export function deriveMetricTemplates(ctx: EnvironmentContext): Derived[] {
  const sight = canarySight(ctx);
  return [
    ...canaryMeasures(ctx).map(measure =>
      templateOf(ctx, {
        measure,
        // Flagger takes no value, and no number, for a failure; silence says nothing about the version.
        query: `(${measure.query}) >= 0 or vector(0)`,
        why: 'A canary is judged by the objectives of its own service, not by somebody who watches a dashboard.',
        queryWhy: `Pods of the canary only, told from the released ones by their names. ${measure.whenToTell} A canary with too little traffic to tell passes.`,
      }),
    ),
    ...(sight
      ? [
          templateOf(ctx, {
            measure: sight,
            query: sight.query,
            why: sight.why,
            queryWhy:
              'How many pods of the canary are read; Flagger takes no answer for a failure.',
          }),
        ]
      : []),
  ];
}

function templateOf(
  ctx: EnvironmentContext,
  options: {
    measure: Measure | Sight;
    query: string;
    why: string;
    queryWhy: string;
  },
): Derived {
  const { measure, query, why, queryWhy } = options;
  const template: MetricTemplate = {
    apiVersion: 'flagger.app/v1beta1',
    kind: 'MetricTemplate',
    metadata: metadataOf(ctx, templateName(ctx, measure)),
    spec: {
      provider: { type: 'prometheus', address: ctx.metricsAddress },
      query,
    },
  };
  return derivedForService(ctx, template, [
    because('', measure.from, why),
    because(
      '/spec/provider',
      'contract:/providers/metrics',
      `Asked of ${ctx.metricsAddress}.`,
    ),
    because('/spec/query', 'fairway:canary-only', queryWhy),
  ]);
}
