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
/** After 28 years weekdays and leap years come again in the same order. */
const FIRST_YEAR = 2000;
const CYCLE_YEARS = 28;
const CYCLE_DAYS = CYCLE_YEARS * 365 + CYCLE_YEARS / 4;
/** The first of January 2000 was a Saturday. */
const FIRST_WEEKDAY = 6;
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Undefined for a schedule that never comes, such as one on the 30th of February. */
export function rhythmOf(cron: CronExpression): Rhythm | undefined {
  const times = cron.hours.flatMap(hour =>
    cron.minutes.map(minute => hour * 60 + minute),
  );
  const { days, cycle, mostInMonth } = byWeekdayOnly(cron)
    ? weekdaysOf(cron)
    : datesOf(cron);
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
    const next = days[index + 1] ?? days[0] + cycle;
    count((next - day - 1) * MINUTES_PER_DAY + overnight);
  });
  return {
    shortest: shortest * 60,
    longest: longest * 60,
    runsPerMonth: mostInMonth * times.length,
  };
}

/** The days of a cycle on which it runs, and how many of them a month has at most. */
interface Days {
  days: number[];
  /** Days after which they come again. */
  cycle: number;
  mostInMonth: number;
}

function byWeekdayOnly(cron: CronExpression): boolean {
  return (
    cron.months.length === 12 && cron.daysOfMonth.length === 31 && cron.bothDays
  );
}

/** A week says it all; a month is four of them and three days more. */
function weekdaysOf({ daysOfWeek }: CronExpression): Days {
  const inThreeDaysFrom = (first: number) =>
    daysOfWeek.filter(day => (day - first + 7) % 7 < 3).length;
  return {
    days: daysOfWeek,
    cycle: 7,
    mostInMonth:
      4 * daysOfWeek.length +
      Math.max(...daysOfWeek.map(first => inThreeDaysFrom(first))),
  };
}

function datesOf(cron: CronExpression): Days {
  const dates = flags(cron.daysOfMonth);
  const weekdays = flags(cron.daysOfWeek);
  const days: number[] = [];
  let mostInMonth = 0;
  let day = 0;
  for (let month = 0; month < CYCLE_YEARS * 12; month++) {
    const before = days.length;
    const length = lengthOf(month);
    if (cron.months.includes((month % 12) + 1)) {
      for (let date = 1; date <= length; date++) {
        const byDate = dates[date] ?? false;
        const byWeekday = weekdays[(day + date - 1 + FIRST_WEEKDAY) % 7];
        if (cron.bothDays ? byDate && byWeekday : byDate || byWeekday) {
          days.push(day + date - 1);
        }
      }
    }
    day += length;
    mostInMonth = Math.max(mostInMonth, days.length - before);
  }
  return { days, cycle: CYCLE_DAYS, mostInMonth };
}

/** Days of a month, counted from January of the first year on. */
function lengthOf(month: number): number {
  const year = FIRST_YEAR + Math.floor(month / 12);
  return month % 12 === 1 && year % 4 === 0 ? 29 : LENGTHS[month % 12];
}

function flags(numbers: readonly number[]): boolean[] {
  const set: boolean[] = [];
  for (const each of numbers) {
    set[each] = true;
  }
  return set;
}
