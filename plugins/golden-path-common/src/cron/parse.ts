/** A schedule in five fields, as Kubernetes reads it; each list is sorted and without doubles. */
export interface CronExpression {
  minutes: number[];
  hours: number[];
  daysOfMonth: number[];
  months: number[];
  /** 0 is Sunday. */
  daysOfWeek: number[];
  /**
   * Whether a day has to fit both day fields, which holds as soon as one of them is `*`; otherwise either of them
   * is enough.
   */
  bothDays: boolean;
}

/** A schedule, or what was expected where the text is none. */
export type ParsedCron =
  | { ok: true; cron: CronExpression }
  | { ok: false; expected: string };

interface Field {
  name: string;
  /** Which of the fields it is. */
  place: string;
  from: number;
  to: number;
  /** Words for the numbers, from `from` on. */
  words?: readonly string[];
}

const MONTHS = [
  'jan',
  'feb',
  'mar',
  'apr',
  'may',
  'jun',
  'jul',
  'aug',
  'sep',
  'oct',
  'nov',
  'dec',
];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const FIELDS: readonly Field[] = [
  { name: 'minutes', place: 'first', from: 0, to: 59 },
  { name: 'hours', place: 'second', from: 0, to: 23 },
  { name: 'days of the month', place: 'third', from: 1, to: 31 },
  { name: 'months', place: 'fourth', from: 1, to: 12, words: MONTHS },
  // Kubernetes knows no 7: Sunday is 0.
  { name: 'weekdays', place: 'fifth', from: 0, to: 6, words: WEEKDAYS },
];

const WHOLE =
  'five fields (minute, hour, day of the month, month, weekday) such as 15 2 * * *';

/** Most days that each month has. */
const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Reads a cron expression by the rules of the CronJob controller (robfig/cron, standard parser), except for
 * `@daily` and its like: whoever reads a schedule should see the hour.
 */
export function parseCron(text: string): ParsedCron {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) {
    return { ok: false, expected: WHOLE };
  }
  const fields: { values: number[]; any: boolean }[] = [];
  for (const [index, field] of FIELDS.entries()) {
    const parsed = parseField(parts[index], field);
    if (!parsed) {
      return { ok: false, expected: expectedOf(field) };
    }
    fields.push(parsed);
  }
  const [minutes, hours, daysOfMonth, months, daysOfWeek] = fields;
  const bothDays = daysOfMonth.any || daysOfWeek.any;
  if (
    daysOfWeek.any &&
    !months.values.some(month => daysOfMonth.values[0] <= LENGTHS[month - 1])
  ) {
    return { ok: false, expected: 'a day that the month has' };
  }
  return {
    ok: true,
    cron: {
      minutes: minutes.values,
      hours: hours.values,
      daysOfMonth: daysOfMonth.values,
      months: months.values,
      daysOfWeek: daysOfWeek.values,
      bothDays,
    },
  };
}

function expectedOf({ name, place, from, to, words }: Field): string {
  return `${name} of ${from} to ${to}${
    words ? ` or ${words[0]} to ${words[words.length - 1]}` : ''
  } as the ${place} field`;
}

function parseField(
  text: string,
  field: Field,
): { values: number[]; any: boolean } | undefined {
  const values = new Set<number>();
  let any = false;
  for (const item of text.split(',')) {
    const range = parseItem(item, field);
    if (!range) {
      return undefined;
    }
    any ||= range.any;
    for (let value = range.low; value <= range.high; value += range.step) {
      values.add(value);
    }
  }
  return { values: [...values].sort((a, b) => a - b), any };
}

/** `*`, `5`, `1-5`, `mon-fri`, and each with a step: `0-59/15`, `8-18/2`; `5/15` is from 5 on. */
function parseItem(
  item: string,
  field: Field,
): { low: number; high: number; step: number; any: boolean } | undefined {
  const [range, stepText, more] = item.split('/');
  const step = stepText === undefined ? 1 : numberOf(stepText);
  if (more !== undefined || step === undefined || step < 1) {
    return undefined;
  }
  if (range === '*' || range === '?') {
    return { low: field.from, high: field.to, step, any: step === 1 };
  }
  const [lowText, highText, rest] = range.split('-');
  const low = valueOf(lowText, field);
  const single = highText === undefined;
  const open = single && stepText !== undefined;
  const high = single ? low : valueOf(highText, field);
  if (
    rest !== undefined ||
    low === undefined ||
    high === undefined ||
    low > high
  ) {
    return undefined;
  }
  return { low, high: open ? field.to : high, step, any: false };
}

function valueOf(text: string, { from, to, words }: Field): number | undefined {
  const word = words?.indexOf(text.toLocaleLowerCase('en-US')) ?? -1;
  const value = word >= 0 ? from + word : numberOf(text);
  return value !== undefined && value >= from && value <= to
    ? value
    : undefined;
}

function numberOf(text: string): number | undefined {
  return /^[0-9]{1,4}$/.test(text) ? Number(text) : undefined;
}
