import type { AlertStanding } from '../api';
import type { BurnRateWindow, Objective } from '../model';
import type { Reading } from '../source';
import { isAbove, neverFires } from './isAbove';

/**
 * Which alerts of an objective fire: those whose short and long window both burn faster than the factor, compared as
 * the rules compare, for as long as the rules ask. One without data in a window does not fire, and says so. Alerts that
 * the document does not want are left out.
 * @public
 */
export function alertStandings(options: {
  objective: Pick<Objective, 'target' | 'alerts'>;
  windows: readonly BurnRateWindow[];
  readings: ReadonlyMap<string, Reading>;
  /** How they stood when they were last looked at: since when a condition holds is in none of the readings. */
  before?: readonly AlertStanding[];
  /** Epoch milliseconds. */
  now: number;
}): AlertStanding[] {
  const { objective, windows, readings, before = [], now } = options;
  const { target, alerts } = objective;
  return windows
    .filter(({ severity }) => alerts[severity])
    .map(window => {
      const names = [...new Set([window.short, window.long])];
      const missing = names.filter(
        name => readings.get(name)?.kind !== 'value',
      );
      const holds = names.every(name => {
        const reading = readings.get(name);
        return (
          reading?.kind === 'value' &&
          isAbove(reading.errorRatio, window, target)
        );
      });
      const last = before.find(one => isSame(one, window));
      const since = last?.holdsSince ?? new Date(now).toISOString();
      const { forSeconds = 0 } = window;
      return {
        ...window,
        firing: holds && now - Date.parse(since) >= forSeconds * 1_000,
        ...(holds && forSeconds > 0 && { holdsSince: since }),
        ...(missing.length > 0 && {
          notJudged: `There is no data for the last ${missing.join(' and ')}.`,
        }),
        ...(neverFires(window, target) && { neverFires: true as const }),
      };
    });
}

function isSame(a: BurnRateWindow, b: BurnRateWindow): boolean {
  return (
    a.severity === b.severity &&
    a.shortSeconds === b.shortSeconds &&
    a.longSeconds === b.longSeconds &&
    a.factor === b.factor &&
    a.condition?.name === b.condition?.name
  );
}
