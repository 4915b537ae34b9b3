import { celError } from '../celError';
import { Duration, floorDivide, MAX_INT, NANOS, Timestamp } from '../scalars';

/** Moments and lengths of time as Go reads and writes them. */

const UNITS: Record<string, bigint> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: NANOS,
  m: 60n * NANOS,
  h: 3600n * NANOS,
};
const PART = /(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/y;

/** Reads `1h30m`, `-1.5s` or `0`. Throws a CelError. */
export function parseDuration(text: string): Duration {
  const invalid = () => celError(`time: invalid duration "${text}"`);
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  const body = text.slice(sign.length);
  if (body === '0') return new Duration(0n);
  if (body === '') throw invalid();
  let nanos = 0n;
  let at = 0;
  while (at < body.length) {
    PART.lastIndex = at;
    const part = PART.exec(body);
    const [all, whole = '', fraction = '', unit = ''] = part ?? [];
    if (!all || (whole === '' && fraction === '')) throw invalid();
    const size = UNITS[unit] ?? 1n;
    nanos += BigInt(whole || '0') * size;
    // More digits than a nanosecond can have change nothing.
    const digits = fraction.slice(0, 18);
    nanos += (BigInt(digits || '0') * size) / 10n ** BigInt(digits.length);
    at += all.length;
  }
  if (nanos > MAX_INT + (sign === '-' ? 1n : 0n)) throw invalid();
  return new Duration(sign === '-' ? -nanos : nanos);
}

/** Seconds as a decimal number with an `s`. */
export function formatDuration({ nanos }: Duration): string {
  const sign = nanos < 0n ? '-' : '';
  const size = nanos < 0n ? -nanos : nanos;
  return `${sign}${size / NANOS}${fractionOf(size % NANOS)}s`;
}

function fractionOf(nanos: bigint): string {
  const digits = `${nanos}`.padStart(9, '0').replace(/0+$/, '');
  return digits === '' ? '' : `.${digits}`;
}

const MOMENT =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,](\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;

/** Reads RFC 3339. Throws a CelError, also for a day that the month does not have. */
export function parseTimestamp(text: string): Timestamp {
  const match = MOMENT.exec(text);
  const [
    ,
    year,
    month,
    day,
    hour,
    minute,
    second,
    fraction = '',
    sign,
    zoneHours,
    zoneMinutes,
  ] = match ?? [];
  const parts = [year, month, day, hour, minute, second].map(Number);
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = parts;
  const offset = Number(zoneHours ?? 0) * 60 + Number(zoneMinutes ?? 0);
  if (
    !match ||
    mo < 1 ||
    mo > 12 ||
    d < 1 ||
    d > daysOf(y, mo) ||
    h > 23 ||
    mi > 59 ||
    s > 59 ||
    Number(zoneHours ?? 0) > 24 ||
    Number(zoneMinutes ?? 0) > 60
  ) {
    throw celError(`"${text}" is not a moment such as 2006-01-02T15:04:05Z`);
  }
  const date = new Date(0);
  date.setUTCFullYear(y, mo - 1, d);
  date.setUTCHours(h, mi, s, 0);
  const shift = (sign === '-' ? 1 : -1) * offset * 60_000;
  const nanos = BigInt(fraction.slice(0, 9).padEnd(9, '0') || '0');
  return new Timestamp(BigInt(date.getTime() + shift) * 1_000_000n + nanos);
}

function daysOf(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 0);
  return date.getUTCDate();
}

/** RFC 3339 in UTC, with the fraction of the second as far as there is one. */
export function formatTimestamp({ nanos }: Timestamp): string {
  const seconds = floorDivide(nanos, NANOS);
  const whole = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  return `${whole}${fractionOf(nanos - seconds * NANOS)}Z`;
}
