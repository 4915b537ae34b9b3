import { countOf } from './phrases';

const UNITS = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
] as const;

/** `90 minutes`, `2 hours`, `1 day`: seconds in the largest unit that holds them whole. */
export function durationInWords(seconds: number): string {
  const unit = UNITS.find(([size]) => seconds >= size && seconds % size === 0);
  return unit
    ? countOf(seconds / unit[0], unit[1])
    : countOf(seconds, 'second');
}
