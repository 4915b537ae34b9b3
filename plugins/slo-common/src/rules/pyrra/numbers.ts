/** Numbers and times in the text that Go gives them: rules are compared to the last digit. */

/** Significant digits and the power of ten that the first one stands for. */
function digitsOf(value: number): { digits: string; exponent: number } {
  const [mantissa, exponent] = value.toExponential().split('e');
  return { digits: mantissa.replace('.', ''), exponent: Number(exponent) };
}

/**
 * The shortest decimal that reads as the number, never with an exponent.
 * @param value - not negative and finite
 */
export function decimal(value: number): string {
  const { digits, exponent } = digitsOf(value);
  if (exponent < 0) {
    return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  }
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const rest = digits.slice(exponent + 1);
  return rest === '' ? whole : `${whole}.${rest}`;
}

/**
 * As {@link decimal}, with an exponent from a million on and for what begins with four zeros behind the point.
 * @param value - not negative and finite
 */
export function shortNumber(value: number): string {
  const { digits, exponent } = digitsOf(value);
  if (exponent >= -4 && exponent < 6) {
    return decimal(value);
  }
  const mantissa =
    digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
  const sign = exponent < 0 ? '-' : '+';
  return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** Whole minutes as Go prints them: `2m0s`, `1h0m0s`. */
export function goMinutes(seconds: number): string {
  const minutes = seconds / 60;
  if (minutes === 0) {
    return '0s';
  }
  return minutes < 60
    ? `${minutes}m0s`
    : `${Math.floor(minutes / 60)}h${minutes % 60}m0s`;
}
