import { promDuration } from '../../promql/duration';
import type { PyrraIndicator } from './model';

/** Names of what Pyrra records. */

function withoutSuffixes(metric: string, suffixes: readonly string[]): string {
  return suffixes.reduce(
    (name, suffix) =>
      name.endsWith(suffix) ? name.slice(0, -suffix.length) : name,
    metric,
  );
}

/** The metric of all events, after which the recorded ratio is called. */
export function totalMetric(indicator: PyrraIndicator): string {
  return indicator.kind === 'bool-gauge'
    ? indicator.metric.name
    : indicator.total.name;
}

/** `http_requests:burnrate`, to which the window is added. */
export function burnrateStem(indicator: PyrraIndicator): string {
  const stem = withoutSuffixes(totalMetric(indicator), ['_total', '_count']);
  return `${stem}:burnrate`;
}

/** `http_requests:burnrate5m` */
export function burnrateName(
  indicator: PyrraIndicator,
  seconds: number,
): string {
  return burnrateStem(indicator) + promDuration(seconds);
}

/** `http_requests:increase4w` */
export function increaseName(metric: string, seconds: number): string {
  const stem = withoutSuffixes(metric, ['_total', '_count', '_bucket']);
  return `${stem}:increase${promDuration(seconds)}`;
}

/** `up:count4w` */
export function countName(metric: string, seconds: number): string {
  return `${metric}:count${promDuration(seconds)}`;
}

/** `up:sum4w` */
export function sumName(metric: string, seconds: number): string {
  return `${metric}:sum${promDuration(seconds)}`;
}
