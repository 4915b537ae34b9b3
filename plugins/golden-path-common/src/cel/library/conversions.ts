import { celError } from '../celError';
import { lengthOf, sizeOfMap, type CelMap } from '../data';
import { typeNameOf, type FunctionTable } from '../language/functions';
import { Bytes, Duration, NANOS, Timestamp, TypeValue, Uint } from '../scalars';
import { overText } from './costs';
import { checkedInt } from './operators';
import {
  formatDuration,
  formatTimestamp,
  parseDuration,
  parseTimestamp,
} from './timeText';

const TRUE = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const FALSE = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);

function boolOf(text: string): boolean {
  if (TRUE.has(text)) return true;
  if (FALSE.has(text)) return false;
  throw celError(`type conversion error from '${text}' to 'bool'`);
}

function intOf(text: string): bigint {
  if (!/^[+-]?\d+$/.test(text)) {
    throw celError(`type conversion error from '${text}' to 'int'`);
  }
  return checkedInt(BigInt(text.replace('+', '')));
}

function uintOf(text: string): Uint {
  if (!/^\d+$/.test(text)) {
    throw celError(`type conversion error from '${text}' to 'uint'`);
  }
  return new Uint(BigInt(text));
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

const HEXADECIMAL =
  /^([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?\d+)$/;

function hexadecimal(text: string): number | undefined {
  const [, sign, whole = '', fraction = '', power = '0'] =
    HEXADECIMAL.exec(text) ?? [];
  const digits = whole + fraction;
  if (sign === undefined || digits === '') return undefined;
  const size =
    parseInt(digits, 16) * 2 ** (Number(power) - 4 * fraction.length);
  return sign === '-' ? -size : size;
}

function doubleOf(text: string): number {
  const special = /^([+-]?)(?:(inf|infinity)|(nan))$/i.exec(text);
  if (special?.[2]) return special[1] === '-' ? -Infinity : Infinity;
  if (special?.[3] && special[1] === '') return Number.NaN;
  const value =
    (DECIMAL.test(text) ? Number(text) : hexadecimal(text)) ?? Number.NaN;
  if (!Number.isFinite(value)) {
    throw celError(`type conversion error from '${text}' to 'double'`);
  }
  return value;
}

function intOfDouble(value: number): bigint {
  if (!(value > -(2 ** 63) && value < 2 ** 63)) {
    throw celError('integer overflow');
  }
  return BigInt(Math.trunc(value));
}

function uintOfDouble(value: number): Uint {
  if (!(value >= 0 && value < 2 ** 64)) {
    throw celError('unsigned integer overflow');
  }
  return new Uint(BigInt(Math.trunc(value)));
}

/** A double as Go's `%g` writes it: the fewest digits, with an exponent from a million on and below 0.0001. */
export function formatDouble(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const [digits = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 6) return exponential(digits, exponent);
  return Object.is(value, -0) ? '-0' : plain(digits, exponent);
}

function exponential(digits: string, exponent: number): string {
  const size = `${Math.abs(exponent)}`.padStart(2, '0');
  return `${digits}e${exponent < 0 ? '-' : '+'}${size}`;
}

/** Digits such as `-1.25` moved by a power of ten, without an exponent. */
export function plain(digits: string, exponent: number): string {
  const sign = digits.startsWith('-') ? '-' : '';
  const bare = digits.replace(/[-.]/g, '');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${bare}`;
  const whole = bare.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const rest = bare.slice(exponent + 1);
  return rest === '' ? `${sign}${whole}` : `${sign}${whole}.${rest}`;
}

function textOf(value: Bytes): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      value.bytes,
    );
  } catch {
    throw celError('invalid UTF-8 in bytes, cannot convert to string');
  }
}

/** Functions named after the type that they convert to, `size()` and `type()`. */
export function registerConversions(functions: FunctionTable): void {
  const same = (value: unknown) => value;
  for (const type of [
    'bool',
    'bytes',
    'double',
    'duration',
    'int',
    'string',
    'timestamp',
    'uint',
  ]) {
    functions.add(`${type}(${type}): ${type}`, same);
  }
  functions
    .add('bool(string): bool', boolOf)
    .add(
      'bytes(string): bytes',
      (text: string) => new Bytes(new TextEncoder().encode(text)),
      overText(),
    )
    .add('double(int): double', (value: bigint) => Number(value))
    .add('double(uint): double', ({ value }: Uint) => Number(value))
    .add('double(string): double', doubleOf)
    .add('int(double): int', intOfDouble)
    .add('int(uint): int', ({ value }: Uint) => checkedInt(value))
    .add('int(string): int', intOf)
    .add('int(timestamp): int', ({ nanos }: Timestamp) => seconds(nanos))
    .add('int(duration): int', ({ nanos }: Duration) => nanos)
    .add('uint(int): uint', (value: bigint) => new Uint(value))
    .add('uint(double): uint', uintOfDouble)
    .add('uint(string): uint', uintOf)
    .add('string(bool): string', String)
    .add('string(int): string', String)
    .add('string(uint): string', ({ value }: Uint) => `${value}`)
    .add('string(double): string', formatDouble)
    .add('string(bytes): string', textOf, overText())
    .add('string(timestamp): string', formatTimestamp)
    .add('string(duration): string', formatDuration)
    .add(
      'timestamp(int): timestamp',
      (value: bigint) => new Timestamp(value * NANOS),
    )
    .add('timestamp(string): timestamp', parseTimestamp)
    .add('duration(int): duration', (value: bigint) => new Duration(value))
    .add('duration(string): duration', parseDuration)
    .add('dyn(A): dyn', same)
    .add(
      'type(A): type(A)',
      (value: unknown) => new TypeValue(typeNameOf(value)),
    );
  const sizes: [string, (value: never) => number][] = [
    ['string', lengthOf],
    ['bytes', ({ bytes }: Bytes) => bytes.length],
    ['list(A)', (list: readonly unknown[]) => list.length],
    ['map(A, B)', (map: CelMap) => sizeOfMap(map)],
  ];
  for (const [type, size] of sizes) {
    const run = (value: never) => BigInt(size(value));
    functions.add(`size(${type}): int`, run);
    functions.add(`${type}.size(): int`, run);
  }
}

function seconds(nanos: bigint): bigint {
  const whole = nanos / NANOS;
  return nanos % NANOS < 0n ? whole - 1n : whole;
}
