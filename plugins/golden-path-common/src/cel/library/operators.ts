import { celError } from '../celError';
import { compare, equals, findItem, isMap, sizeOf } from '../data';
import type { FunctionTable } from '../language/functions';
import { Bytes, Duration, MAX_INT, MIN_INT, Timestamp, Uint } from '../scalars';
import { perText } from './costs';

export function checkedInt(value: bigint): bigint {
  if (value > MAX_INT || value < MIN_INT) throw celError('integer overflow');
  return value;
}

function noOverload(): never {
  throw celError('no such overload');
}

export function add(a: unknown, b: unknown): unknown {
  if (typeof a === 'bigint' && typeof b === 'bigint') return checkedInt(a + b);
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
  if (a instanceof Uint && b instanceof Uint)
    return new Uint(a.value + b.value);
  if (a instanceof Duration && b instanceof Duration) {
    return new Duration(a.nanos + b.nanos);
  }
  if (a instanceof Timestamp && b instanceof Duration) {
    return new Timestamp(a.nanos + b.nanos);
  }
  if (a instanceof Duration && b instanceof Timestamp) {
    return new Timestamp(a.nanos + b.nanos);
  }
  if (a instanceof Bytes && b instanceof Bytes) {
    return new Bytes(Uint8Array.from([...a.bytes, ...b.bytes]));
  }
  return noOverload();
}

function subtract(a: unknown, b: unknown): unknown {
  if (typeof a === 'bigint' && typeof b === 'bigint') return checkedInt(a - b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (a instanceof Uint && b instanceof Uint)
    return new Uint(a.value - b.value);
  if (a instanceof Duration && b instanceof Duration) {
    return new Duration(a.nanos - b.nanos);
  }
  if (a instanceof Timestamp && b instanceof Duration) {
    return new Timestamp(a.nanos - b.nanos);
  }
  if (a instanceof Timestamp && b instanceof Timestamp) {
    return new Duration(a.nanos - b.nanos);
  }
  return noOverload();
}

function multiply(a: unknown, b: unknown): unknown {
  if (typeof a === 'bigint' && typeof b === 'bigint') return checkedInt(a * b);
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  if (a instanceof Uint && b instanceof Uint)
    return new Uint(a.value * b.value);
  return noOverload();
}

function divide(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a / b;
  if (typeof a === 'bigint' && typeof b === 'bigint') {
    if (b === 0n) throw celError('division by zero');
    return checkedInt(a / b);
  }
  if (a instanceof Uint && b instanceof Uint) {
    if (b.value === 0n) throw celError('division by zero');
    return new Uint(a.value / b.value);
  }
  return noOverload();
}

function modulo(a: unknown, b: unknown): unknown {
  if (typeof a === 'bigint' && typeof b === 'bigint') {
    if (b === 0n) throw celError('modulus by zero');
    if (a === MIN_INT && b === -1n) throw celError('integer overflow');
    return a % b;
  }
  if (a instanceof Uint && b instanceof Uint) {
    if (b.value === 0n) throw celError('modulus by zero');
    return new Uint(a.value % b.value);
  }
  return noOverload();
}

function negate(a: unknown): unknown {
  if (typeof a === 'bigint') return checkedInt(-a);
  return typeof a === 'number' ? -a : noOverload();
}

function order(a: unknown, b: unknown): number {
  return compare(a, b) ?? noOverload();
}

function contains(item: unknown, container: unknown): boolean {
  if (Array.isArray(container)) {
    return container.some(each => equals(each, item));
  }
  return isMap(container) && findItem(container, item) !== undefined;
}

const smaller = ([a, b]: readonly unknown[]) =>
  perText(Math.min(sizeOf(a), sizeOf(b)));
const both = ([a, b]: readonly unknown[]) =>
  typeof a === 'string' || a instanceof Bytes
    ? perText(sizeOf(a) + sizeOf(b))
    : 1;

const ORDERED = [
  'bool',
  'int',
  'uint',
  'double',
  'string',
  'bytes',
  'timestamp',
  'duration',
];
const NUMBERS = ['int', 'uint', 'double'];

/** Operators; those that do not evaluate all of their operands are only declared here. */
export function registerOperators(functions: FunctionTable): void {
  const declared = () => noOverload();
  functions
    .add('_?_:_(bool, A, A): A', declared)
    .add('_&&_(bool, bool): bool', declared)
    .add('_||_(bool, bool): bool', declared)
    .add('!_(bool): bool', (value: boolean) => !value)
    .add('_==_(A, A): bool', equals, smaller)
    .add('_!=_(A, A): bool', (a, b) => !equals(a, b), smaller)
    .add('_in_(A, list(A)): bool', contains, ([, list]) => sizeOf(list))
    .add('_in_(A, map(A, B)): bool', contains)
    .add('_[_](list(A), int): A', declared)
    .add('_[_](map(A, B), A): B', declared)
    .add('_[_](optional(list(A)), int): optional(A)', declared)
    .add('_[_](optional(map(A, B)), A): optional(B)', declared)
    .add('_[?_](list(A), int): optional(A)', declared)
    .add('_[?_](map(A, B), A): optional(B)', declared)
    .add('_[?_](optional(list(A)), int): optional(A)', declared)
    .add('_[?_](optional(map(A, B)), A): optional(B)', declared);
  registerArithmetic(functions);
  const relations: [string, (a: unknown, b: unknown) => boolean][] = [
    ['<', (a, b) => order(a, b) < 0],
    ['<=', (a, b) => order(a, b) <= 0],
    ['>', (a, b) => order(a, b) > 0],
    ['>=', (a, b) => order(a, b) >= 0],
  ];
  for (const [operator, run] of relations) {
    for (const a of ORDERED) {
      for (const b of NUMBERS.includes(a) ? NUMBERS : [a]) {
        functions.add(`_${operator}_(${a}, ${b}): bool`, run, smaller);
      }
    }
  }
}

function registerArithmetic(functions: FunctionTable): void {
  const same = (types: string[], operator: string, run: typeof add) => {
    for (const type of types) {
      functions.add(`_${operator}_(${type}, ${type}): ${type}`, run, both);
    }
  };
  same([...NUMBERS, 'string', 'bytes', 'list(A)', 'duration'], '+', add);
  functions
    .add('_+_(timestamp, duration): timestamp', add)
    .add('_+_(duration, timestamp): timestamp', add);
  same([...NUMBERS, 'duration'], '-', subtract);
  functions
    .add('_-_(timestamp, duration): timestamp', subtract)
    .add('_-_(timestamp, timestamp): duration', subtract);
  same(NUMBERS, '*', multiply);
  same(NUMBERS, '/', divide);
  same(['int', 'uint'], '%', modulo);
  functions.add('-_(int): int', negate).add('-_(double): double', negate);
}
