import type { DerivedDocument } from '../../../model';
import { writeYaml } from '../../../yaml';
import { because } from '../../because';
import type { EnvironmentContext } from '../../context';
import { documentPath } from '../../paths';
import { SLO_PERIOD } from '../../slo/burnRates';
import { type Objective, objectivesOf } from '../../slo/objectives';
import { errorBudget, rounded } from '../../telemetry';

/** The objectives as OpenSLO v1, one document each. */
export function deriveSloDocument(ctx: EnvironmentContext): DerivedDocument {
  const objectives = objectivesOf(ctx);
  const documents = objectives.map(objective => openSlo(ctx, objective));
  return {
    path: documentPath(ctx.name, 'slo.yaml'),
    title: 'SLO',
    text: documents.map(writeYaml).join('---\n'),
    ...(documents.length === 1 ? { object: documents[0] } : undefined),
    because: [
      because(
        '',
        ctx.objectives.from,
        `The promises of the service, ${objectives
          .map(({ title }) => title)
          .join(' and ')}, for every tool that reads OpenSLO.`,
      ),
    ],
  };
}

function openSlo(ctx: EnvironmentContext, objective: Objective) {
  const source = (query: string) => ({
    metricSource: { type: 'Prometheus', spec: { query } },
  });
  return {
    apiVersion: 'openslo/v1',
    kind: 'SLO',
    metadata: {
      name: `${ctx.name}-${objective.id}`,
      displayName: `${ctx.name}: ${objective.id}`,
      labels: {
        team: ctx.team,
        tier: ctx.intent.spec.tier,
        environment: ctx.environment.name,
      },
    },
    spec: {
      description: objective.title,
      service: ctx.name,
      indicator: {
        metadata: { name: `${ctx.name}-${objective.id}` },
        spec: {
          ratioMetric: {
            counter: true,
            good: source(objective.series.good),
            total: source(objective.series.total),
          },
        },
      },
      timeWindow: [{ duration: SLO_PERIOD, isRolling: true }],
      budgetingMethod: 'Occurrences',
      objectives: [
        {
          displayName: objective.title,
          target: rounded(1 - errorBudget(objective.target)),
        },
      ],
    },
  };
}
