import { InputError } from '@backstage/errors';

const UNITS: [string, number][] = [
  ['y', 365 * 24 * 60 * 60 * 1000],
  ['w', 7 * 24 * 60 * 60 * 1000],
  ['d', 24 * 60 * 60 * 1000],
  ['h', 60 * 60 * 1000],
  ['m', 60 * 1000],
  ['s', 1000],
  ['ms', 1],
];

const FORM =
  /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** Prometheus counts in nanoseconds of 63 bits. */
const MOST_MS = 9_223_372_036_854;

/**
 * The seconds of a duration as Prometheus writes it, such as `1h30m`; undefined for what is none. `0` needs no unit.
 * @public
 */
export function secondsOfPromDuration(text: string): number | undefined {
  if (text === '0') {
    return 0;
  }
  const parts = text === '' ? null : FORM.exec(text);
  if (!parts) {
    return undefined;
  }
  const ms = UNITS.reduce(
    (sum, [, factor], index) => sum + Number(parts[index + 1] ?? 0) * factor,
    0,
  );
  return ms > MOST_MS ? undefined : ms / 1000;
}

/**
 * A duration as Prometheus prints it: `5m`, `1h30m`, `30d`, and `4w` for 28 days, as years and weeks are named only
 * where nothing is left over.
 *
 * @throws InputError for what is negative, not finite, or finer than a millisecond.
 * @public
 */
export function promDuration(seconds: number): string {
  let ms = Math.round(seconds * 1000);
  if (
    !Number.isFinite(ms) ||
    ms < 0 ||
    Math.abs(seconds * 1000 - ms) > 1e-6 * Math.max(1, ms)
  ) {
    throw new InputError(
      `${seconds} seconds are no duration for Prometheus; give whole milliseconds, 0 or more`,
    );
  }
  if (ms === 0) {
    return '0s';
  }
  let text = '';
  for (const [unit, factor] of UNITS) {
    const whole = unit === 'y' || unit === 'w';
    if (ms < factor || (whole && ms % factor !== 0)) {
      continue;
    }
    text += `${Math.floor(ms / factor)}${unit}`;
    ms %= factor;
  }
  return text;
}
