import { entriesOf, isMap } from '../data';
import { formatDuration, formatTimestamp } from '../library/timeText';
import {
  Bytes,
  Duration,
  Optional,
  Timestamp,
  TypeValue,
  Uint,
} from '../scalars';

/** A value in the words of the reference results. */
export function show(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return double(value);
    case 'bigint':
    case 'boolean':
      return `${value}`;
    default:
  }
  if (value === null) return 'null';
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  if (isMap(value)) {
    const parts = entriesOf(value).map(
      ([key, item]) => `${show(key)}: ${show(item)}`,
    );
    return `{${parts.sort().join(', ')}}`;
  }
  if (value instanceof Uint) return `${value.value}u`;
  if (value instanceof Timestamp) return `timestamp ${formatTimestamp(value)}`;
  if (value instanceof Duration) return `duration ${formatDuration(value)}`;
  if (value instanceof TypeValue) return `type ${value.type}`;
  if (value instanceof Optional) {
    return value.has ? `optional ${show(value.value)}` : 'optional none';
  }
  return value instanceof Bytes
    ? `b${Array.from(value.bytes, byte =>
        byte.toString(16).padStart(2, '0'),
      ).join('')}`
    : 'a value';
}

/** As Go's `%g` with the fewest digits. */
function double(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const [digits = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 6) {
    const size = `${Math.abs(exponent)}`.padStart(2, '0');
    return `${digits}e${exponent < 0 ? '-' : '+'}${size}`;
  }
  if (Object.is(value, -0)) return '-0.0';
  return Number.isInteger(value) ? `${value}.0` : `${value}`;
}
