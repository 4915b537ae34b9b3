import type { PrometheusRule, RuleGroup } from '../../model';
import { promDuration } from '../../promql/duration';
import { byBytes } from '../../promql/order';
import { printMatcher, type LabelMatcher } from '../../promql/selector';
import { errorRatio } from './expressions';
import { alertAnnotations, seriesLabels, sortedLabels } from './labels';
import type { PyrraIndicator, PyrraObjective } from './model';
import { burnrateName } from './names';
import { decimal, goMinutes } from './numbers';
import {
  burnWindows,
  exhaustion,
  recordedWindows,
  type BurnWindow,
} from './windows';

/** Matchers of the metric of all events. */
export function totalMatchers(indicator: PyrraIndicator): LabelMatcher[] {
  return indicator.kind === 'bool-gauge'
    ? indicator.metric.matchers
    : indicator.total.matchers;
}

/** Over a window that rounds to nothing, Pyrra looks at one second. */
function rangeOf(seconds: number): string {
  return seconds === 0 ? '1s' : promDuration(seconds);
}

/** What an alert selects its recorded ratio by. */
function alertMatchers({ name, indicator }: PyrraObjective): string {
  const { grouping } = indicator;
  const matchers = totalMatchers(indicator)
    .filter(
      ({ op, name: label }) => grouping.includes(label) || !op.includes('~'),
    )
    .map(printMatcher);
  return [...matchers, `slo="${name}"`].sort(byBytes).join(',');
}

/** The recorded error ratios and, where they are wanted, the four alerts on them. */
export function burnrateGroup(objective: PyrraObjective): RuleGroup {
  const { name, windowSeconds, indicator, alerting } = objective;
  const labels = seriesLabels({
    objective,
    matchers: totalMatchers(indicator),
    grouping: indicator.grouping,
  });
  const recordings = recordedWindows(windowSeconds).map(
    (seconds): PrometheusRule => ({
      record: burnrateName(indicator, seconds),
      expr: errorRatio(indicator, rangeOf(seconds)),
      labels,
    }),
  );
  const alerts = alerting.burnRates
    ? burnWindows(windowSeconds).map((window, index) =>
        burnAlert({
          objective,
          window,
          severity: alerting.severities.burns[index],
        }),
      )
    : [];
  return { name, interval: '30s', rules: [...recordings, ...alerts] };
}

function burnAlert(options: {
  objective: PyrraObjective;
  window: BurnWindow;
  severity: string;
}): PrometheusRule {
  const { objective, window, severity } = options;
  const { indicator, target, windowSeconds, alerting } = objective;
  const { shortSeconds, longSeconds, forSeconds, factor } = window;
  const matchers = alertMatchers(objective);
  const threshold = `(${factor} * (1-${decimal(target)}))`;
  const above = (seconds: number) =>
    `${burnrateName(indicator, seconds)}{${matchers}} > ${threshold}`;
  return {
    alert: alerting.name,
    expr: `${above(shortSeconds)} and ${above(longSeconds)}`,
    // Pyrra writes this one kind of objective as Go does, all others as Prometheus does.
    for:
      indicator.kind === 'ratio'
        ? goMinutes(forSeconds)
        : promDuration(forSeconds),
    labels: sortedLabels({
      ...seriesLabels({
        objective,
        matchers: totalMatchers(indicator).filter(
          matcher => !indicator.grouping.includes(matcher.name),
        ),
        grouping: [],
      }),
      short: promDuration(shortSeconds),
      long: promDuration(longSeconds),
      severity,
      exhaustion: exhaustion(windowSeconds, factor),
    }),
    ...alertAnnotations(objective),
  };
}
