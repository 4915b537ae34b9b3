import { celError } from './celError';
import {
  Bytes,
  Duration,
  Optional,
  Scalar,
  Timestamp,
  TypeValue,
  Uint,
} from './scalars';

/** Maps and lists, and what is equal and in order among all values. */

export type CelMap = ReadonlyMap<unknown, unknown> | Record<string, unknown>;

export function isMap(value: unknown): value is CelMap {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Scalar)
  );
}

/** Most maps are those of a document: plain objects. */
function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype
  );
}

/** The value under a key, `undefined` where there is none. */
export function lookup(map: CelMap, key: unknown): unknown {
  if (map instanceof Map) return map.get(mapKey(key));
  return typeof key === 'string' && Object.hasOwn(map, key)
    ? (map as Record<string, unknown>)[key]
    : undefined;
}

/** A key as it is kept in a Map: numbers that are equal are one key, whatever their type. */
export function mapKey(key: unknown): unknown {
  if (key instanceof Uint) return key.value;
  if (typeof key === 'number' && Number.isInteger(key)) return BigInt(key);
  return key;
}

export function entriesOf(map: CelMap): [unknown, unknown][] {
  return map instanceof Map ? [...map] : Object.entries(map);
}

export function sizeOfMap(map: CelMap): number {
  return map instanceof Map ? map.size : Object.keys(map).length;
}

/** CEL's equality: by content, numbers by value whatever their type; what cannot be equal is not. */
export function equals(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') {
    return isNumber(a) && isNumber(b) && compareNumbers(a, b) === 0;
  }
  if (a === null || b === null) return false;
  if (a instanceof Scalar || b instanceof Scalar) return equalScalars(a, b);
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, i) => equals(item, b[i]))
    );
  }
  return isMap(a) && isMap(b) && equalMaps(a, b);
}

function equalMaps(a: CelMap, b: CelMap): boolean {
  return (
    sizeOfMap(a) === sizeOfMap(b) &&
    entriesOf(a).every(([key, value]) => {
      const other = lookup(b, key);
      return other !== undefined && equals(value, other);
    })
  );
}

/** A scalar that is equal to more than itself says so. */
export interface Comparable {
  equals(other: unknown): boolean;
}

function isComparable(value: object): value is Comparable {
  return 'equals' in value && typeof value.equals === 'function';
}

function equalScalars(a: object, b: object): boolean {
  if (a instanceof Uint && b instanceof Uint) return a.value === b.value;
  if (a instanceof Timestamp) {
    return b instanceof Timestamp && a.nanos === b.nanos;
  }
  if (a instanceof Duration)
    return b instanceof Duration && a.nanos === b.nanos;
  if (a instanceof Bytes) return b instanceof Bytes && compareBytes(a, b) === 0;
  if (a instanceof TypeValue)
    return b instanceof TypeValue && a.type === b.type;
  if (a instanceof Optional) {
    return b instanceof Optional && a.has === b.has && equals(a.value, b.value);
  }
  return isComparable(a) && a.equals(b);
}

type Numeric = bigint | number | Uint;

export function isNumber(value: unknown): value is Numeric {
  return (
    typeof value === 'bigint' ||
    typeof value === 'number' ||
    value instanceof Uint
  );
}

/** -1, 0, 1, or NaN beside NaN. Beside a double both are taken as doubles, as in cel-go. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  const x = a instanceof Uint ? a.value : a;
  const y = b instanceof Uint ? b.value : b;
  if (typeof x === typeof y) return order(x, y);
  const [left, right] = [Number(x), Number(y)];
  return order(left, right);
}

function order(a: bigint | number, b: bigint | number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return a === b ? 0 : Number.NaN;
}

/** Texts in the order of their bytes in UTF-8, which is that of their code points. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x === y) continue;
    // Halves of a pair stand for code points above all others.
    const [high, low] = [x >= 0xd800 && x < 0xe000, y >= 0xd800 && y < 0xe000];
    if (high !== low) return high ? 1 : -1;
    return x < y ? -1 : 1;
  }
  return a.length < b.length ? -1 : 1;
}

function compareBytes(a: Bytes, b: Bytes): number {
  const length = Math.min(a.bytes.length, b.bytes.length);
  for (let i = 0; i < length; i++) {
    const difference = (a.bytes[i] ?? 0) - (b.bytes[i] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return Math.sign(a.bytes.length - b.bytes.length);
}

/** The order of CEL's `<`; `undefined` for values that have none. */
export function compare(a: unknown, b: unknown): number | undefined {
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') {
    return Number(a) - Number(b);
  }
  if (a instanceof Timestamp && b instanceof Timestamp) {
    return order(a.nanos, b.nanos);
  }
  if (a instanceof Duration && b instanceof Duration) {
    return order(a.nanos, b.nanos);
  }
  return a instanceof Bytes && b instanceof Bytes
    ? compareBytes(a, b)
    : undefined;
}

/** Code points of a text. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const next = text.charCodeAt(i + 1);
    if (unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000) {
      length -= 1;
      i += 1;
    }
  }
  return length;
}

/** How much there is of a value, as the cost of an operation counts it: 1 for what has no size. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 1;
  if (Array.isArray(value)) return value.length;
  if (value instanceof Bytes) return value.bytes.length;
  if (value instanceof Optional) return value.has ? sizeOf(value.value) : 1;
  return isMap(value) ? sizeOfMap(value) : 1;
}

/** The item of a list or the value of a map; an error where there is none. */
export function itemOf(container: unknown, key: unknown): unknown {
  const found = findItem(container, key);
  if (found !== undefined) return found;
  if (Array.isArray(container)) {
    throw celError(`index out of bounds: ${show(key)}`);
  }
  throw celError(`no such key: ${show(key)}`);
}

/** {@link itemOf} with `undefined` for what is not there. An index that is none is an error nevertheless. */
export function findItem(container: unknown, key: unknown): unknown {
  if (typeof key === 'string' && isRecord(container)) {
    return Object.hasOwn(container, key) ? container[key] : undefined;
  }
  if (Array.isArray(container)) {
    const index = isNumber(key) ? mapKey(key) : undefined;
    if (typeof index !== 'bigint') {
      throw celError(`unsupported index type in list: ${show(key)}`);
    }
    return index >= 0n && index < BigInt(container.length)
      ? container[Number(index)]
      : undefined;
  }
  return isMap(container) ? lookup(container, key) : undefined;
}

function show(key: unknown): string {
  return key instanceof Uint ? `${key.value}` : `${String(key)}`;
}
