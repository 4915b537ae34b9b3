import { listOf } from '../words/phrases';
import { parseCron, type CronExpression } from './parse';

const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday';
const MONTHS =
  'January February March April May June July August September October November December';
/** More times than these are counted, not listed. */
const MOST_LISTED = 4;

/**
 * What a schedule means: `at 02:15 on Monday to Friday`.
 *
 * @returns undefined for a text that is no schedule.
 * @public
 */
export function cronInWords(text: string): string | undefined {
  const parsed = parseCron(text);
  if (!parsed.ok) {
    return undefined;
  }
  const { cron } = parsed;
  return [timesOf(cron), daysOf(cron), monthsOf(cron)]
    .filter(words => words !== '')
    .join(' ');
}

function timesOf({ minutes, hours }: CronExpression): string {
  if (minutes.length * hours.length <= MOST_LISTED) {
    return `at ${listOf(
      hours.flatMap(hour =>
        minutes.map(minute => `${two(hour)}:${two(minute)}`),
      ),
    )}`;
  }
  const from =
    hours.length === 24
      ? ''
      : ` in the ${hours.length === 1 ? 'hour' : 'hours'} ${runOf(hours, two)}`;
  const step = stepOf(minutes);
  if (step !== undefined) {
    return step === 1 ? `every minute${from}` : `every ${step} minutes${from}`;
  }
  const when =
    minutes.length <= MOST_LISTED
      ? `at minute ${listOf(minutes.map(String))}`
      : `${minutes.length} times`;
  return hours.length === 24
    ? `${when} of every hour`
    : `${when} of each hour${from}`;
}

/** The minutes from one run to the next, when the hour is cut into equal parts from its start. */
function stepOf(minutes: readonly number[]): number | undefined {
  const step = 60 / minutes.length;
  return minutes.length > 1 && minutes.every((each, at) => each === at * step)
    ? step
    : undefined;
}

function daysOf({ daysOfMonth, daysOfWeek, bothDays }: CronExpression): string {
  const names = WEEKDAYS.split(' ');
  const weekdays = `on ${runOf(daysOfWeek, day => names[day])}`;
  const dates = `on day ${runOf(daysOfMonth, String)} of the month`;
  const everyWeekday = daysOfWeek.length === 7;
  const everyDate = daysOfMonth.length === 31;
  // Where either field is enough, one that fits every day decides.
  if (bothDays ? everyWeekday && everyDate : everyWeekday || everyDate) {
    return 'every day';
  }
  if (!bothDays) {
    return `${dates} and ${weekdays}`;
  }
  if (everyWeekday || everyDate) {
    return everyDate ? weekdays : dates;
  }
  return `${dates} if it is also ${weekdays.slice('on '.length)}`;
}

function monthsOf({ months }: CronExpression): string {
  const names = MONTHS.split(' ');
  return months.length === 12
    ? ''
    : `in ${runOf(months, month => names[month - 1])}`;
}

/** Neighbours as a range: `Monday to Friday`; others as a list. */
function runOf(
  numbers: readonly number[],
  nameOf: (number: number) => string,
): string {
  const first = numbers[0];
  const last = numbers[numbers.length - 1];
  return numbers.length > 2 && last - first === numbers.length - 1
    ? `${nameOf(first)} to ${nameOf(last)}`
    : listOf(numbers.map(nameOf));
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
