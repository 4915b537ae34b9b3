import type { BurnRateWindow, PrometheusRule } from '../../model';
import { hoursOf } from '../alertWindows/factor';
import { decimal, shortNumber } from '../pyrra/numbers';
import type { SlothSlo } from './model';
import { errorRatioOver, idLabels, idSelector, mergedLabels } from './names';

/**
 * What Sloth calls itself when it was built without a release. No release of it made these rules, and dashboards only
 * show the label.
 */
const VERSION = 'dev';

const SOURCE = { mode: 'cli-gen-prom', spec: 'prometheus/v1' };

function burnRate(slo: SlothSlo, series: string): string {
  const selector = idSelector(slo);
  return `${series}${selector}
/ on(${Object.keys(idLabels(slo)).sort(byIdFirst).join(', ')}) group_left
slo:error_budget:ratio${selector}
`;
}

/** The id, then the objective, then the service. */
function byIdFirst(a: string, b: string): number {
  const order = ['sloth_id', 'sloth_slo', 'sloth_service'];
  return order.indexOf(a) - order.indexOf(b);
}

/** Rules that record what the objective is and how it does, for dashboards. */
export function metadataRules(
  slo: SlothSlo,
  windows: BurnRateWindow[],
): PrometheusRule[] {
  const labels = mergedLabels(idLabels(slo), slo.labels);
  const ratio = shortNumber(slo.objective / 100);
  const [quickPage] = windows;
  const { mode, spec } = slo.source ?? SOURCE;
  const rule = (record: string, expr: string) => ({ record, expr, labels });
  return [
    rule('slo:objective:ratio', `vector(${ratio})`),
    rule('slo:error_budget:ratio', `vector(1-${ratio})`),
    rule(
      'slo:time_period:days',
      `vector(${shortNumber(hoursOf(slo.windowSeconds) / 24)})`,
    ),
    rule(
      'slo:current_burn_rate:ratio',
      burnRate(slo, errorRatioOver(quickPage.shortSeconds)),
    ),
    rule(
      'slo:period_burn_rate:ratio',
      burnRate(slo, errorRatioOver(slo.windowSeconds)),
    ),
    rule(
      'slo:period_error_budget_remaining:ratio',
      `1 - slo:period_burn_rate:ratio${idSelector(slo)}`,
    ),
    {
      record: 'sloth_slo_info',
      expr: 'vector(1)',
      labels: mergedLabels(labels, {
        sloth_version: VERSION,
        sloth_mode: mode,
        sloth_spec: spec,
        sloth_objective: decimal(slo.objective),
      }),
    },
  ];
}
