import { periodSecondsOf } from '../budget';
import type { BurnRateWindow, Objective } from '../model';
import { promDuration } from '../promql';
import { alertWindowsFor } from '../rules/alertWindows';
import { burnWindows } from '../rules/pyrra/windows';

/** From this burn rate on Pyrra calls an alert critical. */
const CRITICAL = 7;

/**
 * The windows of the alerts that watch an objective: those of its document's tool.
 * @public
 */
export function alertWindowsOf(
  objective: Pick<Objective, 'format' | 'window'>,
): BurnRateWindow[] {
  const periodSeconds = periodSecondsOf(objective.window);
  if (objective.format !== 'pyrra') {
    return alertWindowsFor(periodSeconds);
  }
  return burnWindows(periodSeconds).map(
    ({ shortSeconds, longSeconds, factor }) => ({
      severity: factor >= CRITICAL ? ('page' as const) : ('ticket' as const),
      short: promDuration(shortSeconds),
      long: promDuration(longSeconds),
      shortSeconds,
      longSeconds,
      factor,
      spentPercent: (100 * factor * longSeconds) / periodSeconds,
    }),
  );
}
