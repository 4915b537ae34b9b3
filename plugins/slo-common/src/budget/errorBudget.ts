/** Decimals to which a target is a decimal number and not a sum of halves: 0.999 leaves 0.001 and no hair more. */
const DECIMALS = 1e14;

/**
 * Share of what may be bad: 0.001 for a target of 0.999.
 * @public
 */
export function errorBudgetOf(target: number): number {
  const left = 1 - target;
  const decimal = Math.round(left * DECIMALS) / DECIMALS;
  return decimal > 0 ? decimal : left;
}
