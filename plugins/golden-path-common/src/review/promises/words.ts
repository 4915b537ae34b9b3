import { countOf } from '../../words/phrases';

const WEEK_SECONDS = 7 * 24 * 60 * 60;

/** Largest first; a unit is used from two of it on, so that neighbours stay apart: 90 minutes, and then 2 hours. */
const UNITS = [
  ['day', 24 * 60 * 60],
  ['hour', 60 * 60],
  ['minute', 60],
] as const;

function timeInWords(seconds: number): string {
  const [unit, length] = UNITS.find(each => seconds >= 2 * each[1]) ?? [
    'second',
    1,
  ];
  return countOf(Number((seconds / length).toPrecision(2)), unit);
}

/** `: 10 minutes a week become 50 minutes`; nothing where both sides read the same. */
export function downtimeInWords(before: number, after: number): string {
  const aWeek = (target: number) =>
    timeInWords(((100 - target) / 100) * WEEK_SECONDS);
  return aWeek(before) === aWeek(after)
    ? ''
    : `: ${aWeek(before)} a week become ${aWeek(after)}`;
}

/** `: of 1000 events 10 may be bad instead of 5`; nothing where both sides read the same. */
export function badEventsInWords(before: number, after: number): string {
  const ofThousand = (target: number) =>
    Number(((100 - target) * 10).toPrecision(3));
  return ofThousand(before) === ofThousand(after)
    ? ''
    : `: of 1000 events ${ofThousand(after)} may be bad instead of ${ofThousand(
        before,
      )}`;
}
