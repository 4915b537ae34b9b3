import type { Objective } from '../model';
import { promDuration, withWindow } from '../promql';
import { askExpressions, askRecorded, batch, type Asking } from './batches';
import { QUERY_LIMITS, type QueryLimits } from './limits';
import type { PlannedQuery, Wanted } from './plannedQuery';
import { recordedWindow } from './window';

/** A query that is evaluated at the end of each slot. @public */
export interface SlotsQuery {
  query: PlannedQuery;
  /** Epoch milliseconds of the first evaluation and of the last one. */
  from: number;
  to: number;
  stepSeconds: number;
}

/**
 * The range queries that tell what happened in each slot of time. Events come from the series of rules that record
 * them, else from the expressions of the documents over just one step; shares of bad events from a recorded window of
 * one step, else from their expression; those that are a division of ours from its two parts.
 *
 * @param options - `from`, `to`: epoch milliseconds, multiples of the step; the others as for `planRatios`.
 * @public
 */
export function planSlots(options: {
  objectives: Objective[];
  from: number;
  to: number;
  stepSeconds: number;
  labels?: Record<string, string>;
  limits?: QueryLimits;
  alone?(wanted: Wanted & { window: string }): boolean;
}): SlotsQuery[] {
  const { objectives, stepSeconds, labels = {} } = options;
  const limits = options.limits ?? QUERY_LIMITS;
  const window = promDuration(stepSeconds);
  const askings = objectives.map(objective =>
    askingOf({ objective, window, stepSeconds, labels }),
  );
  return stretches({ ...options, limits }).flatMap(({ from, to, points }) => {
    const series = Math.max(1, Math.floor(limits.points / points));
    return batch({
      askings,
      window,
      limits: {
        ...limits,
        recorded: Math.min(limits.recorded, series),
        joined: Math.min(limits.joined, series),
      },
      alone: options.alone ?? (() => false),
    }).map(query => ({ query, from, to, stepSeconds }));
  });
}

function askingOf(options: {
  objective: Objective;
  window: string;
  stepSeconds: number;
  labels: Record<string, string>;
}): Asking {
  const { objective, window, stepSeconds, labels } = options;
  const { id, recorded, sli } = objective;
  const member = (quantity: 'ratio' | 'bad' | 'total', value: string) => ({
    objective: id,
    quantity,
    value,
  });
  if (recorded?.events && sli.kind === 'events') {
    const { events, key } = recorded;
    // Ranges are closed on both ends in Prometheus 2 and open on the left in 3: a millisecond less, and a sample on
    // the border of two slots counts in one of them.
    const meanOver = `${stepSeconds * 1000 - 1}ms`;
    return {
      by: 'recorded',
      members: (['bad', 'total'] as const).map(quantity =>
        askRecorded({
          recorded,
          metric: events[quantity],
          window,
          wanted: member(quantity, key.value),
          labels,
          meanOver,
        }),
      ),
    };
  }
  const known =
    recorded && sli.kind === 'ratio' && !sli.of
      ? recordedWindow(recorded.windows, window)
      : undefined;
  return recorded && known !== undefined
    ? {
        by: 'recorded',
        members: [
          askRecorded({
            recorded,
            metric: withWindow(recorded.ratio, known),
            window,
            wanted: member('ratio', recorded.key.value),
            labels,
          }),
        ],
      }
    : askExpressions({
        objective: withoutBorder(objective, stepSeconds),
        window,
        labels,
      });
}

/** The window as the range of a subquery, which looks at moments of its own and not at samples. */
const SUBQUERY_WINDOW = /\[\s*\{\{-?\s*\.window\s*-?\}\}\s*:/g;

/**
 * Subqueries look at multiples of their step, so also at the begin of the slot in Prometheus 2, which is the end of the
 * slot before: a slice of time would count half here and half there.
 */
function withoutBorder(objective: Objective, stepSeconds: number): Objective {
  const { sli } = objective;
  return sli.kind === 'ratio'
    ? {
        ...objective,
        sli: {
          ...sli,
          errorRatio: sli.errorRatio.replace(
            SUBQUERY_WINDOW,
            `[${stepSeconds * 1000 - 1}ms:`,
          ),
        },
      }
    : objective;
}

/** The time in as few pieces as one series may have points. */
function stretches(options: {
  from: number;
  to: number;
  stepSeconds: number;
  limits: QueryLimits;
}): { from: number; to: number; points: number }[] {
  const step = options.stepSeconds * 1000;
  const most = options.limits.pointsPerSeries;
  const pieces = [];
  for (let at = options.from; at < options.to; at += most * step) {
    const to = Math.min(at + most * step, options.to);
    pieces.push({ from: at + step, to, points: Math.round((to - at) / step) });
  }
  return pieces;
}
