import { secondsOfPromDuration } from './duration';

/**
 * The value of a number or duration (in seconds) of PromQL, with its sign; undefined for what Prometheus cannot read
 * as a number.
 */
export function numberOf(literal: string): number | undefined {
  const sign = literal.startsWith('-') ? -1 : 1;
  const text = literal.replace(/^[-+]\s*/, '').toLowerCase();
  if (text === 'inf') {
    return sign * Infinity;
  }
  if (text === 'nan') {
    return NaN;
  }
  if (/^0x[0-9a-f]+$/.test(text)) {
    return sign * parseInt(text, 16);
  }
  // As in Go, whole numbers with a leading 0 are octal where they can be.
  if (/^0[0-7_]+$/.test(text)) {
    return sign * parseInt(text.replace(/_/g, ''), 8);
  }
  if (/^[1-9][0-9]*(?:_[0-9]+)*$/.test(text)) {
    const value = Number(text.replace(/_/g, ''));
    const whole = value < 2 ** 63;
    const float = !text.includes('_') && Number.isFinite(value);
    return whole || float ? sign * value : undefined;
  }
  if (/^(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?$/.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? sign * value : undefined;
  }
  const seconds = secondsOfPromDuration(text);
  return seconds === undefined ? undefined : sign * seconds;
}
