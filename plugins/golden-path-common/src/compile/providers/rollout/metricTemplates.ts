import { deployment } from '../../carriers/deployment';
import { because } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../../context';
import type { MetricTemplate } from '../../crds/flagger';
import { type Measure, measuresOf } from './measures';

/** What a canary of Flagger is measured by: the pods of the Deployment that has the name of the service. */
export function canaryMeasures(ctx: EnvironmentContext): Measure[] {
  return measuresOf(ctx, `pod=~"${deployment.podNames(ctx.name)}"`);
}

/** Name of the template of a measure. */
export function templateName(
  ctx: EnvironmentContext,
  { name }: Measure,
): string {
  return `${ctx.name}-${name}`;
}

/** One template for each objective of the service. */
export function deriveMetricTemplates(ctx: EnvironmentContext): Derived[] {
  return canaryMeasures(ctx).map(measure => {
    const template: MetricTemplate = {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'MetricTemplate',
      metadata: metadataOf(ctx, templateName(ctx, measure)),
      spec: {
        provider: { type: 'prometheus', address: ctx.metricsAddress },
        // Flagger takes no value, and no number, for a failure; silence says nothing about the version.
        query: `(${measure.query}) >= 0 or vector(0)`,
      },
    };
    return derivedForService(ctx, template, [
      because(
        '',
        measure.from,
        'A canary is judged by the objectives of its own service, not by somebody who watches a dashboard.',
      ),
      because(
        '/spec/provider',
        'contract:/providers/metrics',
        `Asked of ${ctx.metricsAddress}.`,
      ),
      because(
        '/spec/query',
        'fairway:canary-only',
        `Pods of the canary only, told from the released ones by their names. ${measure.whenToTell} A canary with too little traffic to tell passes.`,
      ),
    ]);
  });
}
