import type { CalendarUnit } from '../../../model';

const DAY = 24 * 3600;

/** Seconds of each unit that a duration may have; months, quarters and years as long as those of a rolling window. */
const UNITS: Record<string, number> = {
  m: 60,
  h: 3600,
  d: DAY,
  w: 7 * DAY,
  M: 30 * DAY,
  Q: 90 * DAY,
  Y: 365 * DAY,
};

const CALENDAR: Record<string, CalendarUnit> = {
  d: 'day',
  w: 'week',
  M: 'month',
  Q: 'quarter',
  Y: 'year',
};

/** The duration shorthand of OpenSLO. */
export const SHORTHAND = /^([1-9][0-9]{0,6})([mhdwMQY])$/;

/** Seconds of a duration in shorthand: `28d`, `1M`. */
export function secondsOfShorthand(text: string): number {
  const [, count, unit] = SHORTHAND.exec(text) ?? [];
  return Number(count) * UNITS[unit];
}

/** A duration in shorthand as units of the calendar; undefined for minutes and hours, which have no calendar. */
export function calendarOf(
  text: string,
): { unit: CalendarUnit; count: number } | undefined {
  const [, count, letter] = SHORTHAND.exec(text) ?? [];
  const unit = CALENDAR[letter];
  return unit && { unit, count: Number(count) };
}
