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

/** A selector over a range that is not said yet: it is printed once for many. */
export type Ranged = (range: string) => string;

/** `http_requests_total{job="api"}[5m]` */
export function ranged(selector: MetricSelector): Ranged {
  const printed = printSelector(selector);
  return range => `${printed}[${range}]`;
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

/** The share of bad events over a range, which may be a placeholder for one. */
export function errorRatio(
  indicator: PyrraIndicator,
  grouping: readonly string[] = sortedOnce(indicator.grouping),
): Ranged {
  switch (indicator.kind) {
    case 'ratio': {
      const errors = rateOf(indicator.errors, grouping);
      const total = rateOf(indicator.total, grouping);
      return range => `${errors(range)} / ${total(range)}`;
    }
    case 'latency': {
      const total = rateOf(ofEitherVersion(indicator.total), grouping);
      const success = rateOf(ofEitherVersion(indicator.success), grouping);
      return range => `(${total(range)} - ${success(range)}) / ${total(range)}`;
    }
    case 'latency-native': {
      const rates = rateOf(indicator.total, grouping);
      const limit = decimal(indicator.latencySeconds);
      return range => `1 - histogram_fraction(0, ${limit}, ${rates(range)})`;
    }
    default: {
      const count = overTime('count', indicator.metric, grouping);
      const sum = overTime('sum', indicator.metric, grouping);
      return range => `(${count(range)} - ${sum(range)}) / ${count(range)}`;
    }
  }
}

/** `sum(f(metric[5m]))` */
function summed(
  call: string,
  selector: MetricSelector,
  grouping: readonly string[],
): Ranged {
  const samples = ranged(selector);
  return range => sumBy(grouping, `${call}(${samples(range)})`);
}

/** Events per second. */
export function rateOf(
  selector: MetricSelector,
  grouping: readonly string[],
): Ranged {
  return summed('rate', selector, grouping);
}

/** Events over a time. */
export function increaseOf(
  selector: MetricSelector,
  seconds: number,
  grouping: readonly string[],
): string {
  return summed('increase', selector, grouping)(promDuration(seconds));
}

/** How many samples there were, or what they add up to. */
export function overTime(
  what: 'count' | 'sum',
  selector: MetricSelector,
  grouping: readonly string[],
): Ranged {
  return summed(`${what}_over_time`, selector, grouping);
}

/** What was recorded every 5 minutes, over a longer time. */
export function addedUp(
  selector: MetricSelector,
  seconds: number,
  grouping: readonly string[],
): string {
  return overTime('sum', selector, grouping)(`${promDuration(seconds)}:5m`);
}

/** True as long as there is no series of the metric. */
export function absent(selector: MetricSelector): string {
  return `absent(${printSelector(selector)}) == 1`;
}
