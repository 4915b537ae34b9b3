import { celError } from '../celError';
import type { FunctionTable } from '../language/functions';
import { floorDivide, NANOS, type Duration, type Timestamp } from '../scalars';

/** The clock in a zone at a moment, as a date whose fields in UTC are those of the zone. */
function clockIn({ nanos }: Timestamp, zone: string): Date {
  const milliseconds = Number(floorDivide(nanos, 1_000_000n));
  return new Date(milliseconds + offsetOf(milliseconds, zone) * 1000);
}

/** How far a zone is ahead of UTC at a moment, in seconds. */
function offsetOf(milliseconds: number, zone: string): number {
  if (zone === '' || zone === 'UTC') return 0;
  const fixed = /^([+-]?)(\d+):(\d+)$/.exec(zone);
  if (fixed) {
    const size = Number(fixed[2]) * 3600 + Number(fixed[3]) * 60;
    return fixed[1] === '-' ? -size : size;
  }
  try {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }).formatToParts(milliseconds);
    const part = (type: string) =>
      Number(parts.find(each => each.type === type)?.value ?? 0);
    const shown = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
    return (shown - Math.floor(milliseconds / 1000) * 1000) / 1000;
  } catch {
    throw celError(`unknown time zone ${zone}`);
  }
}

function dayOfYear(date: Date): number {
  const first = new Date(0);
  first.setUTCFullYear(date.getUTCFullYear(), 0, 1);
  return Math.floor((date.getTime() - first.getTime()) / 86_400_000);
}

const OF_MOMENT: Record<string, (date: Date) => number> = {
  getFullYear: date => date.getUTCFullYear(),
  getMonth: date => date.getUTCMonth(),
  getDate: date => date.getUTCDate(),
  getDayOfMonth: date => date.getUTCDate() - 1,
  getDayOfWeek: date => date.getUTCDay(),
  getDayOfYear: dayOfYear,
  getHours: date => date.getUTCHours(),
  getMinutes: date => date.getUTCMinutes(),
  getSeconds: date => date.getUTCSeconds(),
  getMilliseconds: date => date.getUTCMilliseconds(),
};
const OF_DURATION: Record<string, bigint> = {
  getHours: 3600n * NANOS,
  getMinutes: 60n * NANOS,
  getSeconds: NANOS,
  getMilliseconds: 1_000_000n,
};

/** Parts of moments, in UTC or a zone, and of lengths of time. */
export function registerTime(functions: FunctionTable): void {
  for (const [name, part] of Object.entries(OF_MOMENT)) {
    functions
      .add(`timestamp.${name}(): int`, (moment: Timestamp) =>
        BigInt(part(clockIn(moment, ''))),
      )
      .add(
        `timestamp.${name}(string): int`,
        (moment: Timestamp, zone: string) =>
          BigInt(part(clockIn(moment, zone))),
      );
  }
  for (const [name, unit] of Object.entries(OF_DURATION)) {
    functions.add(
      `duration.${name}(): int`,
      ({ nanos }: Duration) => nanos / unit,
    );
  }
}
