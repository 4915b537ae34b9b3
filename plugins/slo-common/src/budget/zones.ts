import { InputError } from '@backstage/errors';

/** Local time as if it were UTC, epoch milliseconds. */
export type LocalTime = number;

const DAY_MS = 86_400_000;

/** Building one costs far more than using it. What is kept answers the same for ever. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) {
    return known;
  }
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
    return format;
  } catch {
    throw new InputError(
      `There is no time zone "${timeZone}"; write an IANA name such as Europe/Berlin or UTC`,
    );
  }
}

/** What a clock on the wall shows then. */
export function localTimeOf(epochMs: number, timeZone: string): LocalTime {
  const parts = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of formatOf(timeZone).formatToParts(epochMs)) {
    if (type in parts) {
      Object.assign(parts, { [type]: Number(value) });
    }
  }
  const whole = Date.UTC(
    parts.year,
    parts.month - 1,
    parts.day,
    parts.hour,
    parts.minute,
    parts.second,
  );
  return whole + (((epochMs % 1_000) + 1_000) % 1_000);
}

/**
 * When a clock on the wall shows it. A time that is skipped when clocks go forward comes as much later as was skipped;
 * of one that comes twice the first counts.
 */
export function epochOf(local: LocalTime, timeZone: string): number {
  const offsetAt = (epochMs: number) =>
    localTimeOf(epochMs, timeZone) - epochMs;
  const before = offsetAt(local - DAY_MS);
  const after = offsetAt(local + DAY_MS);
  const candidates = [local - before, local - after].sort((a, b) => a - b);
  const exact = candidates.find(
    candidate => localTimeOf(candidate, timeZone) === local,
  );
  return exact ?? local - before;
}
