import { because } from '../../because';
import type { EnvironmentContext } from '../../context';
import type { AlertingRule, RecordingRule } from '../../crds/monitoring';
import {
  BURN_RATES,
  type BurnRate,
  SLO_PERIOD,
  WINDOWS,
} from '../../slo/burnRates';
import { type Objective, objectivesOf } from '../../slo/objectives';
import { errorBudget, rounded } from '../../telemetry';
import { alertLinks, alertSeverity } from './alerts';
import type { ReasonedGroup } from './reasonedGroup';

/** Two groups for each objective: what is recorded, and what is alerted on. */
export function sloGroups(ctx: EnvironmentContext): ReasonedGroup[] {
  return objectivesOf(ctx).flatMap(objective => [
    recordings(ctx, objective),
    burnRateAlerts(ctx, objective),
  ]);
}

function labelsOf(ctx: EnvironmentContext, objective: Objective) {
  return {
    service: ctx.name,
    slo: objective.id,
    environment: ctx.environment.name,
  };
}

function selectorOf(ctx: EnvironmentContext, objective: Objective): string {
  return `{service="${ctx.name}",slo="${objective.id}",environment="${ctx.environment.name}"}`;
}

const BAD_EVENTS = 'slo:sli_bad_events:rate5m';
const ALL_EVENTS = 'slo:sli_events:rate5m';

function errorRatio(window: string): string {
  return `slo:sli_error:ratio_rate${window}`;
}

function recordings(
  ctx: EnvironmentContext,
  objective: Objective,
): ReasonedGroup {
  const labels = labelsOf(ctx, objective);
  const selector = selectorOf(ctx, objective);
  const budget = errorBudget(objective.target);
  const record = (name: string, expr: string): RecordingRule => ({
    record: name,
    expr,
    labels,
  });
  const short = `${errorRatio(WINDOWS[0])}${selector}`;
  const period = `${errorRatio(SLO_PERIOD)}${selector}`;
  const inPeriod = (name: string) =>
    `sum_over_time(${name}${selector}[${SLO_PERIOD}])`;
  return {
    group: {
      name: `slo-recordings-${ctx.name}-${objective.id}`,
      rules: [
        ...WINDOWS.map(window =>
          record(
            errorRatio(window),
            `${objective.bad(window)} / ${objective.total(window)}`,
          ),
        ),
        // Over a month requests are weighed, not minutes: a quiet night counts for as little as it had requests.
        record(BAD_EVENTS, objective.bad(WINDOWS[0])),
        record(ALL_EVENTS, objective.total(WINDOWS[0])),
        record(
          errorRatio(SLO_PERIOD),
          `${inPeriod(BAD_EVENTS)} / ${inPeriod(ALL_EVENTS)}`,
        ),
        record('slo:objective:ratio', `vector(${rounded(1 - budget)})`),
        record('slo:error_budget:ratio', `vector(${budget})`),
        record('slo:current_burn_rate:ratio', `${short} / ${budget}`),
        record('slo:period_burn_rate:ratio', `${period} / ${budget}`),
        record(
          'slo:period_error_budget_remaining:ratio',
          `1 - ${period} / ${budget}`,
        ),
      ],
    },
    reasons: [
      because(
        '',
        objective.from,
        `${objective.title}: the share of bad requests over ${WINDOWS.join(
          ', ',
        )} and ${SLO_PERIOD}, and the budget of ${rounded(
          budget * 100,
        )}% that is left.`,
      ),
    ],
  };
}

function burnRateAlerts(
  ctx: EnvironmentContext,
  objective: Objective,
): ReasonedGroup {
  return {
    group: {
      name: `slo-alerts-${ctx.name}-${objective.id}`,
      rules: [
        ...BURN_RATES.map(rate => burnRateAlert(ctx, objective, rate)),
        {
          alert: 'SloNoData',
          expr: `absent(${objective.vital})`,
          for: '30m',
          labels: {
            ...labelsOf(ctx, objective),
            team: ctx.team,
            tier: ctx.intent.spec.tier,
            severity: alertSeverity(ctx, 'ticket'),
          },
          annotations: {
            summary: `${ctx.name}: no data for ${objective.id} in ${ctx.environment.name}`,
            description: `For half an hour there has been no series ${objective.vital.slice(
              0,
              objective.vital.indexOf('{'),
            )} for this objective, so nobody would see the budget burn. Does the service emit it, and is it scraped?`,
            ...alertLinks(ctx),
          },
        },
      ],
    },
    reasons: [
      because(
        '',
        objective.from,
        `Alerts on how fast the budget of ${rounded(
          errorBudget(objective.target) * 100,
        )}% burns, not on single failures.`,
      ),
      ...BURN_RATES.map(({ short, long, factor, severity, spent }, index) =>
        because(
          `/rules/${index}`,
          objective.from,
          `${spent} of the budget of 30 days is gone after ${long} at ${factor} times the pace that the objective allows; both ${long} and ${short} have to say so. In ${
            ctx.environment.name
          } that is a ${alertSeverity(ctx, severity)}.`,
        ),
      ),
      because(
        `/rules/${BURN_RATES.length}`,
        'fairway:no-data-is-a-state',
        'Silence is not health: a series that is gone is told.',
      ),
    ],
  };
}

function burnRateAlert(
  ctx: EnvironmentContext,
  objective: Objective,
  rate: BurnRate,
): AlertingRule {
  const selector = selectorOf(ctx, objective);
  const limit = rounded(rate.factor * errorBudget(objective.target));
  return {
    alert: 'SloBudgetBurnsTooFast',
    expr: `${errorRatio(rate.short)}${selector} > ${limit} and ${errorRatio(
      rate.long,
    )}${selector} > ${limit}`,
    labels: {
      ...labelsOf(ctx, objective),
      team: ctx.team,
      tier: ctx.intent.spec.tier,
      severity: alertSeverity(ctx, rate.severity),
      window: rate.long,
    },
    annotations: {
      summary: `${ctx.name}: the ${objective.id} budget burns ${rate.factor} times too fast in ${ctx.environment.name}`,
      description: `{{ $value | humanizePercentage }} of requests were bad over the last ${
        rate.short
      }; ${rounded(limit * 100)}% is where this alert begins (${
        objective.title
      }).`,
      ...alertLinks(ctx),
    },
  };
}
