import type { Objective } from '../model';
import { withWindow } from '../promql';
import { askExpressions, askRecorded, batch, type Asking } from './batches';
import { QUERY_LIMITS, type QueryLimits } from './limits';
import type { PlannedQuery, Wanted } from './plannedQuery';
import { recordedWindow, secondsOfWindow } from './window';

/**
 * The queries that tell the share of bad events of objectives over windows that end now. Windows that rules record are
 * read from there; the others are computed from the expressions of the documents.
 *
 * @param options - `windows`: PromQL durations. `labels`: what every series has to have beside. `alone`: whose
 * expression is not joined with others.
 * @throws InputError for a window that is no duration
 * @public
 */
export function planRatios(options: {
  objectives: Objective[];
  windows: string[];
  labels?: Record<string, string>;
  limits?: QueryLimits;
  alone?(wanted: Wanted & { window: string }): boolean;
}): PlannedQuery[] {
  const { objectives, windows, labels = {}, limits = QUERY_LIMITS } = options;
  windows.forEach(secondsOfWindow);
  return windows.flatMap(window =>
    batch({
      askings: objectives.map(objective => askingOf(objective, window, labels)),
      window,
      limits,
      alone: options.alone ?? (() => false),
    }),
  );
}

function askingOf(
  objective: Objective,
  window: string,
  labels: Record<string, string>,
): Asking {
  const { id, recorded } = objective;
  const known = recorded && recordedWindow(recorded.windows, window);
  if (!recorded || known === undefined) {
    return askExpressions({ objective, window, labels });
  }
  return {
    by: 'recorded',
    members: [
      askRecorded({
        recorded,
        metric: withWindow(recorded.ratio, known),
        window,
        wanted: { objective: id, quantity: 'ratio', value: recorded.key.value },
        labels,
      }),
    ],
  };
}
