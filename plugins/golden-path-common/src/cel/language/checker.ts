import { Bytes, Uint } from '../scalars';
import type { Comprehension, Node } from './ast';
import type { FunctionTable, Overload } from './functions';
import { CelSyntaxError } from './syntaxError';
import * as types from './types';
import { formatType, type CelType, Unifier } from './types';

/** What can be named in an expression. */
export interface Declarations {
  variables: ReadonlyMap<string, CelType>;
  /** Names of types, such as `int`, with the type each is. */
  typeNames: ReadonlyMap<string, CelType>;
  functions: FunctionTable;
}

/** A call with the forms of the function that its arguments may fit. */
export interface ResolvedCall {
  overloads: readonly Overload[];
  /** The receiver first. */
  args: readonly Node[];
}

/** What checking an expression found. */
export interface Checked {
  type: CelType;
  calls: ReadonlyMap<Node, ResolvedCall>;
  /** Nodes that name a type. */
  typeValues: ReadonlyMap<Node, CelType>;
}

interface Scope {
  variables: ReadonlyMap<string, CelType>;
  parent?: Scope;
}

/** Operators whose arguments are checked as the operator asks, all of them bool. */
const LOGICAL = new Set(['_&&_', '_||_']);

class Checker {
  readonly unifier = new Unifier();
  readonly calls = new Map<Node, ResolvedCall>();
  readonly typeValues = new Map<Node, CelType>();
  readonly #literals: (readonly { node: Node; type: CelType }[])[] = [];
  #formatting = 0;

  constructor(private readonly declarations: Declarations) {}

  check(node: Node, scope: Scope): CelType {
    switch (node.kind) {
      case 'literal':
        return literalType(node.value);
      case 'ident':
        return (
          this.named(node, node.name, scope) ?? undeclared(node, node.name)
        );
      case 'select':
        return this.select(node, scope);
      case 'has':
        this.field(node, scope);
        return types.BOOL;
      case 'call':
        return this.call(node, scope);
      case 'list':
        return this.list(node, scope);
      case 'map':
        return this.map(node, scope);
      case 'comprehension':
        return this.comprehension(node, scope);
      case 'optMap':
        return this.optMap(node, scope);
      default:
        throw new CelSyntaxError(
          `messages such as ${node.name}{} cannot be made here: write the value by its function or as a map`,
          node.at,
        );
    }
  }

  private named(node: Node, name: string, scope: Scope): CelType | undefined {
    for (let each: Scope | undefined = scope; each; each = each.parent) {
      const type = each.variables.get(name);
      if (type) return type;
    }
    const type = this.declarations.typeNames.get(name);
    if (!type) return undefined;
    this.typeValues.set(node, type);
    return types.typeOf(type);
  }

  private select(
    node: Extract<Node, { kind: 'select' }>,
    scope: Scope,
  ): CelType {
    const qualified = node.optional ? undefined : qualifiedName(node);
    if (qualified !== undefined) {
      const type = this.named(node, qualified, scope);
      if (type) return type;
    }
    return this.field(node, scope);
  }

  private field(
    node: Extract<Node, { kind: 'select' | 'has' }>,
    scope: Scope,
  ): CelType {
    const operand = this.unifier.resolve(this.check(node.operand, scope));
    const isOptional = types.isOptional(operand);
    const target = isOptional ? operand.parameters[0] ?? types.DYN : operand;
    const result = this.fieldOf(target, node.field, node.at);
    return isOptional || (node.kind === 'select' && node.optional)
      ? types.optionalOf(result)
      : result;
  }

  private fieldOf(target: CelType, field: string, at: number): CelType {
    switch (target.kind) {
      case 'map':
        return target.parameters[1] ?? types.DYN;
      case 'struct': {
        const type = target.fields?.get(field);
        if (type) return type;
        throw new CelSyntaxError(`undefined field '${field}'`, at);
      }
      case 'param':
        this.unifier.assign([types.DYN], [target]);
        return types.DYN;
      case 'dyn':
      case 'error':
        return types.DYN;
      default:
        throw new CelSyntaxError(
          `type '${formatType(target)}' does not support field selection`,
          at,
        );
    }
  }

  private call(node: Extract<Node, { kind: 'call' }>, scope: Scope): CelType {
    const { name, target, args } = node;
    const { functions } = this.declarations;
    const argTypes = () => args.map(arg => this.check(arg, scope));
    if (!target) {
      const overloads = functions.of(name);
      if (!overloads) throw undeclaredError(node, name);
      return this.resolve({
        node,
        name,
        overloads,
        nodes: args,
        found: argTypes(),
      });
    }
    const prefix = qualifiedName(target);
    const namespaced =
      prefix === undefined ? undefined : functions.of(`${prefix}.${name}`);
    if (namespaced) {
      return this.resolve({
        node,
        name: `${prefix}.${name}`,
        overloads: namespaced,
        nodes: args,
        found: argTypes(),
      });
    }
    if (name === 'format') this.#formatting += 1;
    const found = [this.check(target, scope), ...argTypes()];
    if (name === 'format') this.#formatting -= 1;
    const overloads = functions.of(name);
    if (!overloads) throw undeclaredError(node, name);
    return this.resolve({
      node,
      name,
      overloads,
      nodes: [target, ...args],
      found,
      isMember: true,
    });
  }

  private resolve(options: {
    node: Node;
    name: string;
    overloads: readonly Overload[];
    nodes: readonly Node[];
    found: readonly CelType[];
    isMember?: boolean;
  }): CelType {
    const { node, name, nodes, found, isMember = false } = options;
    const fitting: Overload[] = [];
    let result: CelType | undefined;
    for (const overload of options.overloads) {
      if (overload.isMember !== isMember) continue;
      const [returns = types.DYN, ...args] = this.unifier.instantiate([
        overload.returns,
        ...overload.args,
      ]);
      if (!this.unifier.assign(found, args)) continue;
      fitting.push(overload);
      const type = this.unifier.resolve(returns);
      if (result === undefined) result = type;
      else if (!types.isDyn(result) && !types.sameType(type, result)) {
        result = types.DYN;
      }
    }
    if (result === undefined) {
      const shown = found.map(type =>
        formatType(this.unifier.resolve(type, true)),
      );
      if (LOGICAL.has(name)) {
        throw mismatch(
          types.BOOL.name,
          shown.find(type => type !== 'bool') ?? '',
          node.at,
        );
      }
      const called = isMember
        ? `${shown[0]}.(${shown.slice(1).join(', ')})`
        : `(${shown.join(', ')})`;
      throw new CelSyntaxError(
        `found no matching overload for '${name}' applied to '${called}'`,
        node.at,
      );
    }
    this.calls.set(node, { overloads: fitting, args: nodes });
    return result;
  }

  /** The one type of items that stand side by side; `dyn` where there is none. */
  private join(previous: CelType | undefined, current: CelType): CelType {
    if (previous === undefined) return current;
    if (this.unifier.assign([previous], [current])) {
      return types.moreGeneral(previous, current);
    }
    return types.DYN;
  }

  /** To mix types in a literal is refused, but for what is formatted. */
  private sameTypes(items: readonly { node: Node; type: CelType }[]): void {
    if (this.#formatting === 0) this.#literals.push(items);
  }

  /** Tells the first literal of mixed types, when all types are known. */
  refuseMixed(): void {
    for (const items of this.#literals) {
      const [first] = items;
      for (const { node, type } of items) {
        const [expected, found] = [first?.type ?? type, type].map(each =>
          this.unifier.resolve(each, true),
        );
        if (expected && found && !types.sameType(expected, found)) {
          throw this.mismatched(expected, found, node);
        }
      }
    }
  }

  private mismatched(expected: CelType, found: CelType, node: Node) {
    return mismatch(
      formatType(this.unifier.resolve(expected, true)),
      formatType(this.unifier.resolve(found, true)),
      node.at,
    );
  }

  private item(
    { value, optional }: { value: Node; optional: boolean },
    scope: Scope,
  ): CelType {
    const type = this.check(value, scope);
    if (!optional) return type;
    if (types.isOptional(type)) return type.parameters[0] ?? types.DYN;
    if (types.isDyn(type)) return type;
    throw this.mismatched(types.optionalOf(type), type, value);
  }

  private list(node: Extract<Node, { kind: 'list' }>, scope: Scope): CelType {
    let element: CelType | undefined;
    const items = node.items.map(item => ({
      node: item.value,
      type: this.item(item, scope),
    }));
    for (const { type } of items) element = this.join(element, type);
    this.sameTypes(items);
    return types.listOf(element ?? this.unifier.freshParam());
  }

  private map(node: Extract<Node, { kind: 'map' }>, scope: Scope): CelType {
    let key: CelType | undefined;
    let value: CelType | undefined;
    const keys: { node: Node; type: CelType }[] = [];
    const values: { node: Node; type: CelType }[] = [];
    for (const entry of node.entries) {
      keys.push({ node: entry.key, type: this.check(entry.key, scope) });
      values.push({ node: entry.value, type: this.item(entry, scope) });
      key = this.join(key, keys.at(-1)?.type ?? types.DYN);
      value = this.join(value, values.at(-1)?.type ?? types.DYN);
    }
    this.sameTypes(keys);
    this.sameTypes(values);
    return types.mapOf(
      key ?? this.unifier.freshParam(),
      value ?? this.unifier.freshParam(),
    );
  }

  private rangeTypes(range: CelType, node: Comprehension): [CelType, CelType] {
    const [first = types.DYN, second = types.DYN] = range.parameters;
    switch (range.kind) {
      case 'list':
        return node.variables.length === 2
          ? [types.INT, first]
          : [first, types.DYN];
      case 'map':
        return [first, second];
      case 'dyn':
      case 'error':
        return [types.DYN, types.DYN];
      case 'param':
        this.unifier.assign([types.DYN], [range]);
        return [types.DYN, types.DYN];
      default:
        throw new CelSyntaxError(
          `expression of type '${formatType(
            range,
          )}' cannot be range of a comprehension (must be list, map, or dynamic)`,
          node.range.at,
        );
    }
  }

  private comprehension(node: Comprehension, outer: Scope): CelType {
    const range = this.unifier.resolve(this.check(node.range, outer));
    const [key, value] = this.rangeTypes(range, node);
    const [first = '', second] = node.variables;
    const variables = new Map([[first, key]]);
    if (second !== undefined) variables.set(second, value);
    const scope = { variables, parent: outer };
    if (node.condition) {
      const type = this.check(node.condition, scope);
      if (!this.unifier.assign([type], [types.BOOL])) {
        throw this.mismatched(types.BOOL, type, node.condition);
      }
    }
    const transformed = node.transform
      ? this.unifier.resolve(this.check(node.transform, scope))
      : key;
    switch (node.macro) {
      case 'map':
      case 'filter':
      case 'transformList':
        return types.listOf(transformed);
      case 'transformMap':
        return types.mapOf(key, transformed);
      case 'transformMapEntry': {
        const entry = types.mapOf(
          this.unifier.freshParam(),
          this.unifier.freshParam(),
        );
        if (!this.unifier.assign([transformed], [entry])) {
          throw this.mismatched(entry, transformed, node);
        }
        return this.unifier.resolve(entry);
      }
      default:
        return types.BOOL;
    }
  }

  private optMap(
    node: Extract<Node, { kind: 'optMap' }>,
    outer: Scope,
  ): CelType {
    const target = this.check(node.target, outer);
    const inner = this.unifier.freshParam();
    if (!this.unifier.assign([target], [types.optionalOf(inner)])) {
      throw this.mismatched(types.optionalOf(inner), target, node.target);
    }
    const variables = new Map([[node.variable, this.unifier.resolve(inner)]]);
    const body = this.check(node.body, { variables, parent: outer });
    if (!node.flat) return types.optionalOf(body);
    const result = types.optionalOf(this.unifier.freshParam());
    if (!this.unifier.assign([body], [result])) {
      throw this.mismatched(result, body, node.body);
    }
    return this.unifier.resolve(result);
  }
}

/** Checks the types of an expression. Throws {@link CelSyntaxError} for what the API server would refuse. */
export function checkCel(node: Node, declarations: Declarations): Checked {
  const checker = new Checker(declarations);
  const type = checker.check(node, { variables: declarations.variables });
  checker.refuseMixed();
  return {
    type: checker.unifier.resolve(type, true),
    calls: checker.calls,
    typeValues: checker.typeValues,
  };
}

function mismatch(expected: string, found: string, at: number): CelSyntaxError {
  return new CelSyntaxError(
    `expected type '${expected}' but found '${found}'`,
    at,
  );
}

function undeclaredError(node: Node, name: string): CelSyntaxError {
  return new CelSyntaxError(
    `undeclared reference to '${name}' (in container '')`,
    node.at,
  );
}

function undeclared(node: Node, name: string): never {
  throw undeclaredError(node, name);
}

function literalType(value: unknown): CelType {
  switch (typeof value) {
    case 'bigint':
      return types.INT;
    case 'number':
      return types.DOUBLE;
    case 'string':
      return types.STRING;
    case 'boolean':
      return types.BOOL;
    default:
  }
  if (value instanceof Uint) return types.UINT;
  return value instanceof Bytes ? types.BYTES : types.NULL;
}

/** `a.b.c` when the node is nothing but names. */
export function qualifiedName(node: Node): string | undefined {
  if (node.kind === 'ident') return node.name;
  if (node.kind !== 'select' || node.optional) return undefined;
  const prefix = qualifiedName(node.operand);
  return prefix === undefined ? undefined : `${prefix}.${node.field}`;
}
