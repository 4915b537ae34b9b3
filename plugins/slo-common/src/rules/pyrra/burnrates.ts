import type { PrometheusRule, RuleGroup } from '../../model';
import { promDuration } from '../../promql/duration';
import { byBytes } from '../../promql/order';
import { printMatcher, type LabelMatcher } from '../../promql/selector';
import { errorRatio } from './expressions';
import { alertAnnotations, seriesLabels, sortedLabels } from './labels';
import type { PyrraIndicator, PyrraObjective } from './model';
import { burnrateName } from './names';
import { decimal, goMinutes } from './numbers';
import { burnWindows, exhaustion, recordedWindows } from './windows';

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
  const ratio = errorRatio(indicator);
  const recordings = recordedWindows(windowSeconds).map(
    (seconds): PrometheusRule => ({
      record: burnrateName(indicator, seconds),
      expr: ratio(rangeOf(seconds)),
      labels,
    }),
  );
  const alerts = alerting.burnRates ? burnAlerts(objective) : [];
  return { name, interval: '30s', rules: [...recordings, ...alerts] };
}

function burnAlerts(objective: PyrraObjective): PrometheusRule[] {
  const { indicator, target, windowSeconds, alerting } = objective;
  const labels = seriesLabels({
    objective,
    matchers: totalMatchers(indicator).filter(
      ({ name }) => !indicator.grouping.includes(name),
    ),
    grouping: [],
  });
  const selected = `{${alertMatchers(objective)}}`;
  const budget = `(1-${decimal(target)})`;
  // Pyrra writes the time of this one kind as Go does, of all others as Prometheus does.
  const timeOf = indicator.kind === 'ratio' ? goMinutes : promDuration;
  return burnWindows(windowSeconds).map((window, index) => {
    const { factor, shortSeconds, longSeconds, forSeconds } = window;
    const above = (seconds: number) =>
      `${burnrateName(
        indicator,
        seconds,
      )}${selected} > (${factor} * ${budget})`;
    return {
      alert: alerting.name,
      expr: `${above(shortSeconds)} and ${above(longSeconds)}`,
      for: timeOf(forSeconds),
      labels: sortedLabels({
        ...labels,
        short: promDuration(shortSeconds),
        long: promDuration(longSeconds),
        severity: alerting.severities.burns[index],
        exhaustion: exhaustion(windowSeconds, factor),
      }),
      ...alertAnnotations(objective),
    };
  });
}
