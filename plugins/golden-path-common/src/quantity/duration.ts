import { InputError } from '@backstage/errors';

const SECONDS_PER_UNIT = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
] as const;

/**
 * Seconds of a duration with one unit: `30s`, `5m`, `2h`, `90d`.
 * @throws InputError when the text is no such duration.
 * @public
 */
export function secondsOf(duration: string): number {
  const match = /^([0-9]{1,9})(s|m|h|d)$/.exec(duration);
  const unit = SECONDS_PER_UNIT.find(([name]) => name === match?.[2]);
  if (!match || !unit) {
    throw new InputError(
      `"${duration}" is not a duration; write one such as 30s, 5m, 2h or 90d`,
    );
  }
  return Number(match[1]) * unit[1];
}

/**
 * Seconds as a duration in the largest unit that holds them exactly: 300 is `5m`, 90 is `90s`.
 * @throws InputError when the number is negative or not whole.
 * @public
 */
export function formatDuration(seconds: number): string {
  if (!Number.isSafeInteger(seconds) || seconds < 0) {
    throw new InputError(
      `${seconds} is not a whole number of seconds; give an integer of 0 or more`,
    );
  }
  const [unit, size] =
    SECONDS_PER_UNIT.find(
      ([, each]) => seconds >= each && seconds % each === 0,
    ) ?? SECONDS_PER_UNIT[3];
  return `${seconds / size}${unit}`;
}
