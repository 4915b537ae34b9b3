const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Steps of a time axis that people count in. */
const TIME_STEPS = [
  5 * 60_000,
  15 * 60_000,
  30 * 60_000,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  28 * DAY,
  84 * DAY,
];

/** Round values from at or below `min` to at or above `max`, about `count` of them. */
export function niceTicks(options: {
  min: number;
  max: number;
  count?: number;
}): number[] {
  const { min, count = 5 } = options;
  // What is all the same has a scale around it, too.
  const max = options.max > min ? options.max : min + (Math.abs(min) || 1);
  const rough = (max - min) / Math.max(1, count - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].find(each => each * power >= rough * 0.999)!;
  const size = step * power;
  const first = Math.floor(min / size + 1e-9);
  const last = Math.ceil(max / size - 1e-9);
  return Array.from({ length: last - first + 1 }, (_tick, index) =>
    // Without the noise of binary fractions.
    Number(((first + index) * size).toPrecision(12)),
  );
}

/** Midnight of the day in local time, which need not be 24 hours after the last. */
function dayOf(at: number, offset: number): number {
  const day = new Date(at);
  return new Date(
    day.getFullYear(),
    day.getMonth(),
    day.getDate() + offset,
  ).getTime();
}

/** Moments for the labels of a time axis, at most about `count`, on round local times. */
export function timeTicks(options: {
  from: number;
  to: number;
  count?: number;
}): { ticks: number[]; step: number } {
  const { from, to, count = 8 } = options;
  const step =
    TIME_STEPS.find(each => (to - from) / each <= count) ??
    TIME_STEPS[TIME_STEPS.length - 1];
  const ticks: number[] = [];
  if (step >= DAY) {
    const days = step / DAY;
    for (let day = 0; ticks.length <= count * 4; day += days) {
      const at = dayOf(from, day);
      if (at > to) {
        break;
      }
      if (at >= from) {
        ticks.push(at);
      }
    }
    return { ticks, step };
  }
  const midnight = dayOf(from, 0);
  const skipped = Math.ceil((from - midnight) / step);
  for (let at = midnight + skipped * step; at <= to; at += step) {
    ticks.push(at);
  }
  return { ticks, step };
}

/** The label of a tick: the day, or the time where days are cut up. */
export function formatTick(at: number, step: number, locale?: string): string {
  const time = new Date(at);
  const isMidnight = time.getHours() === 0 && time.getMinutes() === 0;
  return new Intl.DateTimeFormat(
    locale,
    step >= DAY || isMidnight
      ? { month: 'short', day: 'numeric' }
      : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  ).format(time);
}
