import type { Burn } from '../api';
import { errorBudgetOf } from '../budget';
import type { Reading } from '../source';

/** Windows whose burn every objective shows. @public */
export const BURN_WINDOWS = ['1h', '6h', '1d', '3d'] as const;

/**
 * Times the pace that would spend the budget exactly in its window.
 * @public
 */
export function burnRate(errorRatio: number, target: number): number {
  return errorRatio / errorBudgetOf(target);
}

/** Burn rates over windows, as they are given; without a rate where there is no number. @public */
export function burnsOf(options: {
  windows: Iterable<string>;
  readings: ReadonlyMap<string, Reading>;
  target: number;
}): Burn[] {
  const { windows, readings, target } = options;
  return [...new Set(windows)].map(window => {
    const reading = readings.get(window);
    return reading?.kind === 'value'
      ? { window, rate: burnRate(reading.errorRatio, target) }
      : { window };
  });
}
