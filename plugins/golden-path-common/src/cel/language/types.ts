/** Types of CEL and their unification, by the rules of cel-go's checker. */

const PRIMITIVES = [
  'bool',
  'int',
  'uint',
  'double',
  'string',
  'bytes',
  'null_type',
  'dyn',
  'error',
] as const;

export type Primitive = (typeof PRIMITIVES)[number];

export interface CelType {
  readonly kind:
    | Primitive
    | 'timestamp'
    | 'duration'
    | 'list'
    | 'map'
    | 'type'
    | 'opaque'
    | 'struct'
    | 'param';
  /** Of an opaque type, a struct or a type parameter. */
  readonly name: string;
  readonly parameters: readonly CelType[];
  /** Of a struct. */
  readonly fields?: ReadonlyMap<string, CelType>;
}

function simple(kind: CelType['kind'], name: string = kind): CelType {
  return { kind, name, parameters: [] };
}

export const BOOL = simple('bool');
export const INT = simple('int');
export const UINT = simple('uint');
export const DOUBLE = simple('double');
export const STRING = simple('string');
export const BYTES = simple('bytes');
export const NULL = simple('null_type');
export const DYN = simple('dyn');
export const ERROR = simple('error');
export const TIMESTAMP = simple('timestamp', 'google.protobuf.Timestamp');
export const DURATION = simple('duration', 'google.protobuf.Duration');
export const TYPE = simple('type');

export function listOf(element: CelType): CelType {
  return { kind: 'list', name: 'list', parameters: [element] };
}

export function mapOf(key: CelType, value: CelType): CelType {
  return { kind: 'map', name: 'map', parameters: [key, value] };
}

export function optionalOf(type: CelType): CelType {
  return opaque('optional_type', type);
}

export function typeOf(type: CelType): CelType {
  return { kind: 'type', name: 'type', parameters: [type] };
}

export function opaque(name: string, ...parameters: CelType[]): CelType {
  return { kind: 'opaque', name, parameters };
}

export function param(name: string): CelType {
  return { kind: 'param', name, parameters: [] };
}

export function struct(
  name: string,
  fields: Readonly<Record<string, CelType>> | ReadonlyMap<string, CelType>,
): CelType {
  return {
    kind: 'struct',
    name,
    parameters: [],
    fields:
      fields instanceof Map ? fields : new Map(Object.entries({ ...fields })),
  };
}

export function isOptional(type: CelType): boolean {
  return type.kind === 'opaque' && type.name === 'optional_type';
}

export function isDyn(type: CelType): boolean {
  return type.kind === 'dyn' || type.kind === 'error';
}

/** As messages write it: `list(int)`. */
export function formatType(type: CelType): string {
  const inner = type.parameters.map(formatType).join(', ');
  return inner === '' ? type.name : `${type.name}(${inner})`;
}

export function sameType(a: CelType, b: CelType): boolean {
  return (
    a === b ||
    (a.kind === b.kind &&
      a.name === b.name &&
      a.parameters.length === b.parameters.length &&
      a.parameters.every((each, i) => {
        const other = b.parameters[i];
        return other !== undefined && sameType(each, other);
      }))
  );
}

/** Type parameters with what they were found to be. */
type Mapping = Map<string, CelType>;

/** Whether the first type is the second or says less than it. */
function isAsGeneral(a: CelType, b: CelType): boolean {
  if (a.kind === 'dyn' || a.kind === 'param') return true;
  if (b.kind === 'dyn' || b.kind === 'param') return false;
  if (a.kind !== b.kind) return false;
  if (a.kind === 'type') return true;
  return (
    a.name === b.name &&
    a.parameters.length === b.parameters.length &&
    a.parameters.every((each, i) => {
      const other = b.parameters[i];
      return other !== undefined && isAsGeneral(each, other);
    })
  );
}

export function moreGeneral(a: CelType, b: CelType): CelType {
  return isAsGeneral(a, b) ? a : b;
}

/** The type parameters of one expression and what they stand for. */
export class Unifier {
  #mapping: Mapping = new Map();
  #fresh = 0;

  freshParam(): CelType {
    this.#fresh += 1;
    return param(`_${this.#fresh}`);
  }

  /** Whether values of the one types can be taken for the others; what that says of parameters is kept. */
  assign(from: readonly CelType[], to: readonly CelType[]): boolean {
    const attempt = new Map(this.#mapping);
    if (!assignableAll(attempt, from, to)) return false;
    this.#mapping = attempt;
    return true;
  }

  /** The type with its parameters filled in; those that stand for nothing yet are `dyn`, if so asked. */
  resolve(type: CelType, openAsDyn = false): CelType {
    return substitute(this.#mapping, type, openAsDyn);
  }

  /** The types with fresh parameters in place of their own. */
  instantiate(types: readonly CelType[]): CelType[] {
    const own: Mapping = new Map();
    const collect = (type: CelType) => {
      if (type.kind === 'param' && !own.has(type.name)) {
        own.set(type.name, this.freshParam());
      }
      type.parameters.forEach(collect);
    };
    types.forEach(collect);
    return own.size === 0
      ? [...types]
      : types.map(type => substitute(own, type, false));
  }
}

function substitute(
  mapping: Mapping,
  type: CelType,
  openAsDyn: boolean,
): CelType {
  if (type.kind === 'param') {
    const found = mapping.get(type.name);
    if (found) return substitute(mapping, found, openAsDyn);
    return openAsDyn ? DYN : type;
  }
  if (type.parameters.length === 0) return type;
  return {
    ...type,
    parameters: type.parameters.map(each =>
      substitute(mapping, each, openAsDyn),
    ),
  };
}

function assignableAll(
  mapping: Mapping,
  from: readonly CelType[],
  to: readonly CelType[],
): boolean {
  return (
    from.length === to.length &&
    from.every((each, i) => {
      const other = to[i];
      return other !== undefined && assignable(mapping, each, other);
    })
  );
}

function assignable(mapping: Mapping, a: CelType, b: CelType): boolean {
  if (b.kind === 'param') {
    const { valid, known } = substitutes(mapping, a, b);
    if (valid) return true;
    if (known) return false;
  }
  if (a.kind === 'param') return substitutes(mapping, b, a).valid;
  if (isDyn(a) || isDyn(b)) return true;
  if (a.kind === 'null_type') return isNullable(b);
  if (b.kind === 'null_type') return isNullable(a);
  if (a.kind === 'type') return b.kind === 'type';
  return (
    a.kind === b.kind &&
    a.name === b.name &&
    assignableAll(mapping, a.parameters, b.parameters)
  );
}

function isNullable(type: CelType): boolean {
  return ['null_type', 'opaque', 'struct', 'timestamp', 'duration'].includes(
    type.kind,
  );
}

/** Whether a parameter can stand for a type, and whether it stood for one before. */
function substitutes(
  mapping: Mapping,
  type: CelType,
  parameter: CelType,
): { valid: boolean; known: boolean } {
  if (sameType(type, parameter)) return { valid: true, known: true };
  const found = mapping.get(parameter.name);
  if (found) {
    if (sameType(type, found)) return { valid: true, known: true };
    if (!assignable(mapping, type, found)) return { valid: false, known: true };
    const general = moreGeneral(type, found);
    if (!occursIn(mapping, parameter, general)) {
      mapping.set(parameter.name, general);
    }
    return { valid: true, known: true };
  }
  if (occursIn(mapping, parameter, type)) return { valid: false, known: false };
  mapping.set(parameter.name, type);
  return { valid: true, known: false };
}

function occursIn(
  mapping: Mapping,
  parameter: CelType,
  within: CelType,
): boolean {
  if (sameType(parameter, within)) return true;
  if (within.kind === 'param') {
    const found = mapping.get(within.name);
    return found !== undefined && occursIn(mapping, parameter, found);
  }
  return within.parameters.some(each => occursIn(mapping, parameter, each));
}
