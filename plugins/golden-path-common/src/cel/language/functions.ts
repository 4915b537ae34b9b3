import {
  Bytes,
  Duration,
  Optional,
  Timestamp,
  TypeValue,
  Uint,
} from '../scalars';
import { isMap } from '../data';
import * as types from './types';
import type { CelType } from './types';

/** One form of a function: for these types of arguments, that result. */
export interface Overload {
  name: string;
  /** Called on its first argument: `text.find(pattern)`. */
  isMember: boolean;
  args: readonly CelType[];
  returns: CelType;
  /** Takes the values, the receiver first. Throws a CelError. */
  run(...values: never[]): unknown;
  /** In the units of the API server's budget; 1 where it is not given. */
  cost?(values: readonly unknown[], result: unknown): number;
  /** Whether the values are of the types of the arguments. */
  takes(values: readonly unknown[]): boolean;
}

const NAMED: Record<string, CelType> = {
  bool: types.BOOL,
  int: types.INT,
  uint: types.UINT,
  double: types.DOUBLE,
  string: types.STRING,
  bytes: types.BYTES,
  null_type: types.NULL,
  dyn: types.DYN,
  timestamp: types.TIMESTAMP,
  duration: types.DURATION,
};

/**
 * Reads a type: `int`, `list(A)`, `map(string, int)`, `optional(A)`, `type(A)`; one capital letter is a parameter, a
 * name that is none of CEL's own is that of an opaque type.
 */
export function readType(text: string): CelType {
  const trimmed = text.trim();
  const known = NAMED[trimmed];
  if (known) return known;
  if (/^[A-Z]$/.test(trimmed)) return types.param(trimmed);
  const generic = /^(\w+)\((.*)\)$/.exec(trimmed);
  if (!generic) return types.opaque(trimmed);
  const [first = types.DYN, second = types.DYN] = readTypes(generic[2] ?? '');
  switch (generic[1]) {
    case 'list':
      return types.listOf(first);
    case 'map':
      return types.mapOf(first, second);
    case 'optional':
      return types.optionalOf(first);
    default:
      return types.typeOf(first);
  }
}

/** Types between commas that are in no brackets. */
function readTypes(text: string): CelType[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === ',' && depth === 0) {
      parts.push(part);
      part = '';
    } else part += character;
  }
  if (part.trim() !== '') parts.push(part);
  return parts.map(readType);
}

/** Functions by name. */
export class FunctionTable {
  readonly #overloads = new Map<string, Overload[]>();

  of(name: string): readonly Overload[] | undefined {
    return this.#overloads.get(name);
  }

  /**
   * Adds a form of a function by its signature: `size(string): int`, or with a receiver `string.size(): int`. A dot
   * in the name of a function without receiver is written `::`, as in `sets::contains(list(A), list(A)): bool`.
   */
  add(signature: string, run: Overload['run'], cost?: Overload['cost']): this {
    const overload = readSignature(signature, run, cost);
    const others = this.#overloads.get(overload.name) ?? [];
    this.#overloads.set(overload.name, [...others, overload]);
    return this;
  }
}

function readSignature(
  signature: string,
  run: Overload['run'],
  cost: Overload['cost'],
): Overload {
  const match = /^(?:(.+)\.)?([^.()]+)\((.*)\): (.+)$/.exec(signature);
  if (!match) throw new TypeError(`${signature} is no signature`);
  const [, receiver, name = '', parameters = '', result = ''] = match;
  const args = [
    ...(receiver ? [readType(receiver)] : []),
    ...readTypes(parameters),
  ];
  const accepts = args.map(predicateOf);
  return {
    name: name.replaceAll('::', '.'),
    isMember: receiver !== undefined,
    args,
    returns: readType(result),
    run,
    ...(cost && { cost }),
    takes: takesOf(accepts),
  };
}

type Predicate = (value: unknown) => boolean;

/** Every call asks, so those of one and two arguments ask without a loop. */
function takesOf(accepts: readonly Predicate[]): Overload['takes'] {
  const [first, second, ...more] = accepts;
  if (!first) return () => true;
  if (!second) return values => first(values[0]);
  if (more.length === 0) return ([a, b]) => first(a) && second(b);
  return values => accepts.every((accept, i) => accept(values[i]));
}

/** Names of opaque types with the classes of their values. */
const OPAQUE = new Map<string, abstract new (...args: never[]) => object>();

/** Says which class the values of an opaque type have. */
export function opaqueClass(
  name: string,
  type: abstract new (...args: never[]) => object,
): void {
  OPAQUE.set(name, type);
}

/** The name of the type of a value, as messages and `type()` give it. */
export function typeNameOf(value: unknown): string {
  switch (typeof value) {
    case 'bigint':
      return 'int';
    case 'number':
      return 'double';
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    default:
  }
  if (value === null || value === undefined) return 'null_type';
  if (Array.isArray(value)) return 'list';
  if (isMap(value)) return 'map';
  if (value instanceof Uint) return 'uint';
  if (value instanceof Bytes) return 'bytes';
  if (value instanceof Timestamp) return types.TIMESTAMP.name;
  if (value instanceof Duration) return types.DURATION.name;
  if (value instanceof TypeValue) return 'type';
  if (value instanceof Optional) return 'optional_type';
  for (const [name, type] of OPAQUE) if (value instanceof type) return name;
  return 'unknown';
}

function predicateOf(type: CelType): Predicate {
  switch (type.kind) {
    case 'int':
      return value => typeof value === 'bigint';
    case 'double':
      return value => typeof value === 'number';
    case 'string':
      return value => typeof value === 'string';
    case 'bool':
      return value => typeof value === 'boolean';
    case 'uint':
      return value => value instanceof Uint;
    case 'bytes':
      return value => value instanceof Bytes;
    case 'null_type':
      return value => value === null;
    case 'timestamp':
      return value => value instanceof Timestamp;
    case 'duration':
      return value => value instanceof Duration;
    case 'list':
      return listPredicate(type.parameters[0] ?? types.DYN);
    case 'map':
      return isMap;
    case 'opaque': {
      if (types.isOptional(type)) return value => value instanceof Optional;
      const of = OPAQUE.get(type.name);
      return value => of !== undefined && value instanceof of;
    }
    default:
      return () => true;
  }
}

/** The first item tells the type of a list, as in cel-go. */
function listPredicate(element: CelType): Predicate {
  const accept = predicateOf(element);
  return value =>
    Array.isArray(value) && (value.length === 0 || accept(value[0]));
}
