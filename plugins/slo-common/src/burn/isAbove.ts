import { errorBudgetOf } from '../budget';
import type { BurnRateWindow } from '../model';

/** Whether a share of bad events burns as fast as an alert asks for, compared as its rule compares. @public */
export function isAbove(
  errorRatio: number,
  { factor, condition }: Pick<BurnRateWindow, 'factor' | 'condition'>,
  target: number,
): boolean {
  const threshold = factor * errorBudgetOf(target);
  return condition?.operator === '>='
    ? errorRatio >= threshold
    : errorRatio > threshold;
}

/** Whether there is no share at all at which it fires, as what may be bad times its factor is more than everything. @public */
export function neverFires(
  window: Pick<BurnRateWindow, 'factor' | 'condition'>,
  target: number,
): boolean {
  return !isAbove(1, window, target);
}
