const HOUR = 3600;

/** Hours with the digits that the field's tools compute with. */
export function hoursOf(seconds: number): number {
  const rest = seconds % HOUR;
  return (seconds - rest) / HOUR + (rest * 1e9) / (HOUR * 1e9);
}

/**
 * How many times the even pace it takes to spend a share of the budget within a window. The order of the operations
 * is part of the result: rules are compared to the last digit.
 *
 * @param options.spentPercent - Share of the budget of the period, in percent.
 */
export function factorOf(options: {
  spentPercent: number;
  periodSeconds: number;
  longSeconds: number;
}): number {
  const { spentPercent, periodSeconds, longSeconds } = options;
  const hours = (spentPercent * hoursOf(periodSeconds)) / 100;
  return hours / hoursOf(longSeconds);
}
