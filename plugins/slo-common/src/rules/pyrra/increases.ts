import type { PrometheusRule } from '../../model';
import { promDuration } from '../../promql/duration';
import { sortedOnce } from '../../promql/order';
import type { LabelMatcher, MetricSelector } from '../../promql/selector';
import {
  absent,
  addedUp,
  increaseOf,
  ofEitherVersion,
  overTime,
} from './expressions';
import { alertAnnotations, seriesLabels, sortedLabels } from './labels';
import type { PyrraIndicator, PyrraObjective } from './model';
import { countName, increaseName, sumName } from './names';
import { decimal, shortNumber } from './numbers';
import { absentFor } from './windows';

/** Rules over the whole window of an objective. */
export interface IncreaseRules {
  /** What has to be near the metrics: steps of 5 minutes, and alerts on metrics that are missing. */
  short: PrometheusRule[];
  /** What adds the steps up; everything where no steps are taken. */
  long: PrometheusRule[];
}

const STEP_SECONDS = 5 * 60;

/** Something that is counted over the window. */
interface Counted {
  /** The name of its record for a window. */
  nameOf(seconds: number): string;
  expr(seconds: number): string;
  /** What its record over 5 minutes is selected by. */
  stepMatchers: LabelMatcher[];
  labels: Record<string, string>;
  grouping: string[];
}

/** The rules of one count: the count itself, or steps and what adds them up. */
function rulesOf(objective: PyrraObjective, counted: Counted): IncreaseRules {
  const { performanceOverAccuracy, windowSeconds } = objective;
  const { labels, grouping } = counted;
  const over = (seconds: number): PrometheusRule => ({
    record: counted.nameOf(seconds),
    expr: counted.expr(seconds),
    labels,
  });
  if (!performanceOverAccuracy) {
    return { short: [], long: [over(windowSeconds)] };
  }
  const steps: MetricSelector = {
    name: counted.nameOf(STEP_SECONDS),
    matchers: counted.stepMatchers,
  };
  return {
    short: [over(STEP_SECONDS)],
    long: [
      {
        record: counted.nameOf(windowSeconds),
        expr: addedUp(steps, windowSeconds, grouping),
        labels,
      },
    ],
  };
}

/** The alert that a metric is missing, where it is wanted. */
function absentRules(options: {
  objective: PyrraObjective;
  selector: MetricSelector;
  labels: Record<string, string>;
}): IncreaseRules {
  const { objective, selector, labels } = options;
  const { alerting, performanceOverAccuracy } = objective;
  if (!alerting.absent) {
    return { short: [], long: [] };
  }
  const alert: PrometheusRule = {
    alert: alerting.absentName,
    expr: absent(selector),
    for: absentFor(objective),
    labels: sortedLabels({
      ...labels,
      severity: alerting.severities.absent,
    }),
    ...alertAnnotations(objective),
  };
  return performanceOverAccuracy
    ? { short: [alert], long: [] }
    : { short: [], long: [alert] };
}

function joined(parts: readonly IncreaseRules[]): IncreaseRules {
  return {
    short: parts.flatMap(({ short }) => short),
    long: parts.flatMap(({ long }) => long),
  };
}

/** Labels that only tell one part from all, and those whose values a selector leaves open, stay in the sums. */
function groupingOf(options: {
  grouping: readonly string[];
  part: MetricSelector;
  total: MetricSelector;
}): string[] {
  const { grouping, part, total } = options;
  const fixed = new Set(total.matchers.map(({ name }) => name)).add('le');
  return sortedOnce([
    ...grouping,
    ...part.matchers.map(({ name }) => name).filter(name => !fixed.has(name)),
    ...total.matchers
      .filter(({ op }) => op.includes('~'))
      .map(({ name }) => name),
  ]);
}

/** A counter over the window. */
function counter(options: {
  selector: MetricSelector;
  grouping: string[];
  labels: Record<string, string>;
  stepMatchers?: LabelMatcher[];
}): Counted {
  const { selector, grouping, labels, stepMatchers } = options;
  return {
    nameOf: seconds => increaseName(selector.name, seconds),
    expr: seconds => increaseOf(selector, seconds, grouping),
    stepMatchers: stepMatchers ?? selector.matchers,
    labels,
    grouping,
  };
}

function ratioRules(
  objective: PyrraObjective,
  indicator: Extract<PyrraIndicator, { kind: 'ratio' }>,
): IncreaseRules {
  const { errors, total } = indicator;
  const grouping = groupingOf({
    grouping: indicator.grouping,
    part: errors,
    total,
  });
  const labels = seriesLabels({
    objective,
    matchers: total.matchers,
    grouping,
  });
  // Errors of the same metric are among what is recorded of it, told apart by their labels.
  const metrics = total.name === errors.name ? [total] : [total, errors];
  return joined(
    metrics.flatMap(selector => [
      rulesOf(objective, counter({ selector, grouping, labels })),
      absentRules({ objective, selector, labels }),
    ]),
  );
}

function latencyRules(
  objective: PyrraObjective,
  indicator: Extract<PyrraIndicator, { kind: 'latency' }>,
): IncreaseRules {
  const grouping = groupingOf({
    grouping: indicator.grouping,
    part: indicator.success,
    total: indicator.total,
  });
  const labels = seriesLabels({
    objective,
    matchers: indicator.total.matchers,
    grouping,
  });
  const limit = indicator.success.matchers.find(({ name }) => name === 'le');
  const successLabels = sortedLabels({ le: limit?.value ?? '', ...labels });
  const total = ofEitherVersion(indicator.total);
  const success = ofEitherVersion(indicator.success);
  return joined([
    rulesOf(
      objective,
      counter({
        selector: total,
        grouping,
        labels,
        // Steps of both metrics have one name; those of the total have no limit.
        stepMatchers: [...total.matchers, { name: 'le', op: '=', value: '' }],
      }),
    ),
    rulesOf(
      objective,
      counter({ selector: success, grouping, labels: successLabels }),
    ),
    absentRules({ objective, selector: total, labels }),
    absentRules({ objective, selector: success, labels: successLabels }),
  ]);
}

/** No steps are taken of native histograms, and their absence is not watched. */
function nativeLatencyRules(
  objective: PyrraObjective,
  indicator: Extract<PyrraIndicator, { kind: 'latency-native' }>,
): IncreaseRules {
  const { total, latencySeconds, grouping } = indicator;
  const { windowSeconds } = objective;
  const labels = seriesLabels({
    objective,
    matchers: total.matchers,
    grouping: [],
  });
  const record = increaseName(total.name, windowSeconds);
  const increase = increaseOf(total, windowSeconds, grouping);
  const count = `histogram_count(${increase})`;
  const limit = decimal(latencySeconds);
  return {
    short: [],
    long: [
      { record, expr: count, labels },
      {
        record,
        expr: `histogram_fraction(0, ${limit}, ${increase}) * ${count}`,
        labels: sortedLabels({ ...labels, le: shortNumber(latencySeconds) }),
      },
    ],
  };
}

function boolGaugeRules(
  objective: PyrraObjective,
  indicator: Extract<PyrraIndicator, { kind: 'bool-gauge' }>,
): IncreaseRules {
  const { metric } = indicator;
  // Pyrra keeps every label that it selects by, the name of the metric among them.
  const grouping = sortedOnce([
    ...indicator.grouping,
    ...metric.matchers.map(({ name }) => name),
    '__name__',
  ]);
  const labels = seriesLabels({
    objective,
    matchers: metric.matchers,
    grouping,
  });
  const count = overTime('count', metric, grouping);
  const sum = overTime('sum', metric, grouping);
  const common = { stepMatchers: metric.matchers, labels, grouping };
  return joined([
    rulesOf(objective, {
      ...common,
      nameOf: seconds => countName(metric.name, seconds),
      expr: seconds => count(promDuration(seconds)),
    }),
    rulesOf(objective, {
      ...common,
      nameOf: seconds => sumName(metric.name, seconds),
      expr: seconds => sum(promDuration(seconds)),
    }),
    absentRules({ objective, selector: metric, labels }),
  ]);
}

/** What is counted over the whole window, by the kind of the indicator. */
export function increaseRules(objective: PyrraObjective): IncreaseRules {
  const { indicator } = objective;
  switch (indicator.kind) {
    case 'ratio':
      return ratioRules(objective, indicator);
    case 'latency':
      return latencyRules(objective, indicator);
    case 'latency-native':
      return nativeLatencyRules(objective, indicator);
    default:
      return boolGaugeRules(objective, indicator);
  }
}
