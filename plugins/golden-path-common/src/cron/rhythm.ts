import type { CronExpression } from './parse';

/** How often a schedule comes around. Clocks that change twice a year shift a run by their hour; that is not in it. */
export interface Rhythm {
  /** Least seconds from one run to the next. */
  shortest: number;
  /** Most seconds from one run to the next. */
  longest: number;
  /** Most runs in a month. */
  runsPerMonth: number;
}

const MINUTES_PER_DAY = 1440;
const MS_PER_DAY = 86_400_000;
/** After 28 years weekdays and leap years come again in the same order; 2000 was a leap year. */
const CYCLE_START = Date.UTC(2000, 0, 1);
const CYCLE_DAYS = 28 * 365 + 7;

/** Undefined for a schedule that never comes, such as one on the 30th of February. */
export function rhythmOf(cron: CronExpression): Rhythm | undefined {
  const times = cron.hours.flatMap(hour =>
    cron.minutes.map(minute => hour * 60 + minute),
  );
  const { days, mostInMonth } = daysOf(cron);
  if (days.length === 0 || times.length === 0) {
    return undefined;
  }
  const overnight = MINUTES_PER_DAY - times[times.length - 1] + times[0];
  let shortest = Infinity;
  let longest = 0;
  const count = (minutes: number) => {
    shortest = Math.min(shortest, minutes);
    longest = Math.max(longest, minutes);
  };
  times.slice(1).forEach((time, index) => count(time - times[index]));
  days.forEach((day, index) => {
    const next = days[index + 1] ?? days[0] + CYCLE_DAYS;
    count((next - day - 1) * MINUTES_PER_DAY + overnight);
  });
  return {
    shortest: shortest * 60,
    longest: longest * 60,
    runsPerMonth: mostInMonth * times.length,
  };
}

/** The days of the cycle on which it runs, and how many of them a month has at most. */
function daysOf(cron: CronExpression): { days: number[]; mostInMonth: number } {
  const days: number[] = [];
  let month = -1;
  let inMonth = 0;
  let mostInMonth = 0;
  for (let day = 0; day < CYCLE_DAYS; day++) {
    const date = new Date(CYCLE_START + day * MS_PER_DAY);
    if (date.getUTCMonth() !== month) {
      month = date.getUTCMonth();
      inMonth = 0;
    }
    if (runsOn(cron, date)) {
      days.push(day);
      inMonth += 1;
      mostInMonth = Math.max(mostInMonth, inMonth);
    }
  }
  return { days, mostInMonth };
}

function runsOn(cron: CronExpression, date: Date): boolean {
  if (!cron.months.includes(date.getUTCMonth() + 1)) {
    return false;
  }
  const byDate = cron.daysOfMonth.includes(date.getUTCDate());
  const byWeekday = cron.daysOfWeek.includes(date.getUTCDay());
  return cron.bothDays ? byDate && byWeekday : byDate || byWeekday;
}
