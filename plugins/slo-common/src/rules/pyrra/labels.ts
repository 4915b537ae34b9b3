import { byBytes } from '../../promql/order';
import type { LabelMatcher } from '../../promql/selector';
import type { PyrraObjective } from './model';

/** In the order of their names, so that one objective always gives the same text. */
export function sortedLabels(
  labels: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).sort(([a], [b]) => byBytes(a, b)),
  );
}

/** Labels of recorded series: name of the objective, what is carried over, and what the selector fixes. */
export function seriesLabels(options: {
  objective: PyrraObjective;
  matchers: readonly LabelMatcher[];
  /** Labels that the series have of themselves. */
  grouping: readonly string[];
}): Record<string, string> {
  const { objective, matchers, grouping } = options;
  const labels = new Map([
    ['slo', objective.name],
    ...Object.entries(objective.carried.labels),
    ...matchers
      .filter(({ op }) => op === '=')
      .map(({ name, value }): [string, string] => [name, value]),
  ]);
  grouping.forEach(label => labels.delete(label));
  return sortedLabels(Object.fromEntries(labels));
}

/** The annotations of an alert, if the document carries any over. */
export function alertAnnotations({ carried }: PyrraObjective): {
  annotations?: Record<string, string>;
} {
  return Object.keys(carried.annotations).length > 0
    ? { annotations: sortedLabels(carried.annotations) }
    : {};
}
