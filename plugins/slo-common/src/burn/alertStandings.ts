import type { AlertStanding } from '../api';
import { errorBudgetOf } from '../budget';
import type { BurnRateWindow, Objective } from '../model';
import type { Reading } from '../source';

/**
 * Which alerts of an objective fire: those whose short and long window both burn faster than the factor, compared as
 * the rules compare. One without data in a window does not fire, and says so. Alerts that the document does not want
 * are left out.
 * @public
 */
export function alertStandings(options: {
  objective: Pick<Objective, 'target' | 'alerts'>;
  windows: readonly BurnRateWindow[];
  readings: ReadonlyMap<string, Reading>;
}): AlertStanding[] {
  const { objective, windows, readings } = options;
  const budget = errorBudgetOf(objective.target);
  return windows
    .filter(({ severity }) => objective.alerts[severity])
    .map(window => {
      const missing = [window.short, window.long].filter(
        name => readings.get(name)?.kind !== 'value',
      );
      const above = (name: string) => {
        const reading = readings.get(name);
        return (
          reading?.kind === 'value' &&
          reading.errorRatio > window.factor * budget
        );
      };
      return {
        ...window,
        firing: above(window.short) && above(window.long),
        ...(missing.length > 0 && {
          notJudged: `There is no data for the last ${missing.join(' and ')}.`,
        }),
      };
    });
}
