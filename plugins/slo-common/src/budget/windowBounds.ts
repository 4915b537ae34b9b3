import { InputError } from '@backstage/errors';
import type { CalendarUnit, ExcludedTime, TimeWindow } from '../model';
import { epochOf, localTimeOf, type LocalTime } from './zones';

const DAY_S = 86_400;
const WEEK_MS = 7 * DAY_S * 1_000;

/** How long a calendar unit is where one number has to do for all of them, in seconds. */
const NOMINAL_SECONDS: Record<CalendarUnit, number> = {
  day: DAY_S,
  week: 7 * DAY_S,
  month: 30 * DAY_S,
  quarter: 90 * DAY_S,
  year: 365 * DAY_S,
};

const MONTHS = { month: 1, quarter: 3, year: 12 };

/**
 * Seconds of a window, from which its alerts are scaled; a month counts 30 days.
 * @public
 */
export function periodSecondsOf(window: TimeWindow): number {
  return window.kind === 'rolling'
    ? window.seconds
    : window.count * NOMINAL_SECONDS[window.unit];
}

/**
 * The window that counts at `now`, epoch milliseconds, `to` not included. A rolling one ends now; one of the calendar
 * is the one that `now` lies in, and so may end later.
 *
 * Calendar windows begin at the local time of `start`, whatever clocks did in between, and follow each other without a
 * gap. A month that is too short for the day of `start` begins on its last day.
 *
 * @throws InputError when `start` or the time zone cannot be read
 * @public
 */
export function windowBounds(window: TimeWindow, now: number): ExcludedTime {
  if (window.kind === 'rolling') {
    return { from: now - window.seconds * 1_000, to: now };
  }
  const start = parseStart(window.start);
  const begin = (index: number) =>
    epochOf(localBegin(window, start, index), window.timeZone);
  let index = guess(window, start, localTimeOf(now, window.timeZone));
  let from = begin(index);
  while (from > now) {
    from = begin(--index);
  }
  let to = begin(index + 1);
  while (to <= now) {
    from = to;
    to = begin(++index + 1);
  }
  return { from, to };
}

/** Begin of the window so many windows after the first, on the wall's clock. */
function localBegin(
  window: Extract<TimeWindow, { kind: 'calendar' }>,
  start: LocalTime,
  index: number,
): LocalTime {
  const units = index * window.count;
  if (window.unit === 'day' || window.unit === 'week') {
    return start + units * NOMINAL_SECONDS[window.unit] * 1_000;
  }
  const first = new Date(start);
  const months = first.getUTCMonth() + units * MONTHS[window.unit];
  const year = first.getUTCFullYear();
  const daysOfMonth = new Date(Date.UTC(year, months + 1, 0)).getUTCDate();
  const midnight = Date.UTC(
    year,
    months,
    Math.min(first.getUTCDate(), daysOfMonth),
  );
  return midnight + (start % (DAY_S * 1_000));
}

function guess(
  { unit, count }: Extract<TimeWindow, { kind: 'calendar' }>,
  start: LocalTime,
  now: LocalTime,
): number {
  if (unit === 'day' || unit === 'week') {
    const days = unit === 'week' ? WEEK_MS : DAY_S * 1_000;
    return Math.floor((now - start) / days / count);
  }
  const [a, b] = [new Date(start), new Date(now)];
  const months =
    (b.getUTCFullYear() - a.getUTCFullYear()) * 12 +
    b.getUTCMonth() -
    a.getUTCMonth();
  return Math.floor(months / MONTHS[unit] / count);
}

function parseStart(text: string): LocalTime {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(text);
  const [year, month, day, hour, minute, second] = (match ?? [])
    .slice(1)
    .map(part => Number(part ?? 0));
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  if (!match || new Date(local).getUTCDate() !== day) {
    throw new InputError(
      `"${text}" is no begin of a calendar window; write it like 2026-01-01 00:00:00`,
    );
  }
  return local;
}
