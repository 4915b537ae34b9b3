import { periodSecondsOf } from '../budget';
import type { BurnCondition, BurnRateWindow, Objective } from '../model';
import { promDuration } from '../promql';
import { alertWindowsFor } from '../rules/alertWindows';
import { burnWindows } from '../rules/pyrra/windows';

/** From this burn rate on Pyrra calls an alert critical. */
const CRITICAL = 7;

/**
 * The windows of the alerts that watch an objective: the conditions of its document, where it has some, else those of
 * its document's tool. Alerts of Pyrra whose short window rounds to no minute at all are left out: they never fire, and
 * there is nothing to ask for.
 * @public
 */
export function alertWindowsOf(
  objective: Pick<Objective, 'format' | 'window' | 'conditions'>,
): BurnRateWindow[] {
  const periodSeconds = periodSecondsOf(objective.window);
  if (objective.conditions) {
    return objective.conditions
      .filter(({ when }) => when.breaching)
      .map(condition => windowOf(condition, periodSeconds));
  }
  if (objective.format !== 'pyrra') {
    return alertWindowsFor(periodSeconds);
  }
  return burnWindows(periodSeconds)
    .filter(({ shortSeconds }) => shortSeconds > 0)
    .map(({ shortSeconds, longSeconds, forSeconds, factor }) => ({
      severity: factor >= CRITICAL ? ('page' as const) : ('ticket' as const),
      short: promDuration(shortSeconds),
      long: promDuration(longSeconds),
      shortSeconds,
      longSeconds,
      factor,
      spentPercent: (100 * factor * longSeconds) / periodSeconds,
      forSeconds,
    }));
}

function windowOf(
  condition: BurnCondition,
  periodSeconds: number,
): BurnRateWindow {
  const { urgency, threshold, lookbackSeconds, afterSeconds } = condition;
  const lookback = promDuration(lookbackSeconds);
  return {
    severity: urgency,
    short: lookback,
    long: lookback,
    shortSeconds: lookbackSeconds,
    longSeconds: lookbackSeconds,
    factor: threshold,
    spentPercent: (100 * threshold * lookbackSeconds) / periodSeconds,
    ...(afterSeconds > 0 && { forSeconds: afterSeconds }),
    condition,
  };
}
