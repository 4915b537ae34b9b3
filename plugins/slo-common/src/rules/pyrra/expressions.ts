import { promDuration } from '../../promql/duration';
import { sortedOnce } from '../../promql/order';
import {
  printLabel,
  printSelector,
  type LabelMatcher,
  type MetricSelector,
} from '../../promql/selector';
import type { PyrraIndicator } from './model';
import { decimal } from './numbers';

/** Expressions of PromQL, printed as Prometheus prints them. */

/** `sum by (job) (…)`, or `sum(…)`. */
export function sumBy(grouping: readonly string[], inner: string): string {
  return grouping.length === 0
    ? `sum(${inner})`
    : `sum by (${grouping.map(printLabel).join(', ')}) (${inner})`;
}

/** `http_requests_total{job="api"}[5m]` */
export function ranged(selector: MetricSelector, range: string): string {
  return `${printSelector(selector)}[${range}]`;
}

/** From version 3 on, Prometheus writes whole limits of buckets with a zero behind the point; both are matched. */
function eitherLimit(matcher: LabelMatcher): LabelMatcher {
  const { name, op, value } = matcher;
  return name === 'le' && op === '=' && /^[-+]?[0-9]+$/.test(value)
    ? { name, op: '=~', value: `${value}(\\.0)?` }
    : matcher;
}

/** The selector with limits of buckets as both versions 2 and 3 of Prometheus write them. */
export function ofEitherVersion(selector: MetricSelector): MetricSelector {
  return { ...selector, matchers: selector.matchers.map(eitherLimit) };
}

/**
 * The share of bad events over a window.
 *
 * @param range - a duration, or a placeholder for one
 */
export function errorRatio(
  indicator: PyrraIndicator,
  range: string,
  grouping: readonly string[] = sortedOnce(indicator.grouping),
): string {
  switch (indicator.kind) {
    case 'ratio': {
      const { errors, total } = indicator;
      return `${rateOf(errors, range, grouping)} / ${rateOf(
        total,
        range,
        grouping,
      )}`;
    }
    case 'latency': {
      const total = rateOf(ofEitherVersion(indicator.total), range, grouping);
      const success = ofEitherVersion(indicator.success);
      return `(${total} - ${rateOf(success, range, grouping)}) / ${total}`;
    }
    case 'latency-native': {
      const rates = rateOf(indicator.total, range, grouping);
      return `1 - histogram_fraction(0, ${decimal(
        indicator.latencySeconds,
      )}, ${rates})`;
    }
    default: {
      const samples = ranged(indicator.metric, range);
      const count = sumBy(grouping, `count_over_time(${samples})`);
      const sum = sumBy(grouping, `sum_over_time(${samples})`);
      return `(${count} - ${sum}) / ${count}`;
    }
  }
}

/** Events per second. */
export function rateOf(
  selector: MetricSelector,
  range: string,
  grouping: readonly string[],
): string {
  return sumBy(grouping, `rate(${ranged(selector, range)})`);
}

/** Events over a time. */
export function increaseOf(
  selector: MetricSelector,
  seconds: number,
  grouping: readonly string[],
): string {
  return sumBy(
    grouping,
    `increase(${ranged(selector, promDuration(seconds))})`,
  );
}

/** What was recorded every 5 minutes, over a longer time. */
export function addedUp(
  selector: MetricSelector,
  seconds: number,
  grouping: readonly string[],
): string {
  return sumBy(
    grouping,
    `sum_over_time(${ranged(selector, `${promDuration(seconds)}:5m`)})`,
  );
}

/** True as long as there is no series of the metric. */
export function absent(selector: MetricSelector): string {
  return `absent(${printSelector(selector)}) == 1`;
}
