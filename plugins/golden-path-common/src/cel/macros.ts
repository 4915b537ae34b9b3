import type { Environment } from '@marcbachmann/cel-js';
import { Optional } from '@marcbachmann/cel-js';
import { celError } from './celError';
import { celEquals } from './values';

/** The parts of the engine that a macro meets; it hands them out untyped. */
interface Node {
  op: string;
  args: unknown;
}
interface Scope {
  forkWithVariable(name: string, type: unknown): BoundScope;
}
interface BoundScope extends Scope {
  reuse(parent: Scope): BoundScope;
  setIterValue(value: unknown, engine: Engine): BoundScope;
}
interface Engine {
  run(node: Node, scope: Scope): unknown;
}
interface Checker {
  check(node: Node, scope: Scope): unknown;
  getType(name: string): unknown;
}
interface MacroCall {
  args: Node[];
  receiver: Node;
}

interface Pair {
  key: unknown;
  value: unknown;
}

function pairsOf(range: unknown): Pair[] {
  if (Array.isArray(range)) {
    return range.map((value, index) => ({ key: BigInt(index), value }));
  }
  if (range instanceof Map) {
    return Array.from(range, ([key, value]) => ({ key, value }));
  }
  if (typeof range === 'object' && range !== null) {
    return Object.entries(range).map(([key, value]) => ({ key, value }));
  }
  throw celError('a comprehension needs a list or a map');
}

function nameOf(node: Node | undefined, macro: string): string {
  if (node?.op === 'id' && typeof node.args === 'string') return node.args;
  throw celError(`${macro}() needs the name of a variable`);
}

/** Runs an expression for one pair; the result may be an error that a quantifier absorbs. */
type Run = (node: Node, pair: Pair) => unknown;

interface TwoVariableMacro {
  name: string;
  /** Expressions after the two names. */
  expressions: number;
  returns: string;
  fold(options: { pairs: Pair[]; run: Run; expressions: Node[] }): unknown;
}

function toBool(value: unknown, name: string): boolean {
  if (typeof value === 'boolean') return value;
  throw celError(`the condition of ${name}() is not a bool`);
}

/** CEL's quantifiers go on after an error, because a later item may settle the answer. */
function quantify(options: {
  pairs: Pair[];
  test: (pair: Pair) => boolean;
  settledBy: boolean;
}): boolean {
  let failure: unknown;
  for (const pair of options.pairs) {
    try {
      if (options.test(pair) === options.settledBy) return options.settledBy;
    } catch (error) {
      failure ??= error;
    }
  }
  if (failure) throw failure;
  return !options.settledBy;
}

function kept(options: {
  pairs: Pair[];
  run: Run;
  expressions: Node[];
  name: string;
}): { pair: Pair; transform: Node }[] {
  const [first, second] = options.expressions;
  if (!first) return [];
  const transform = second ?? first;
  return options.pairs
    .filter(pair => !second || toBool(options.run(first, pair), options.name))
    .map(pair => ({ pair, transform }));
}

function transformMap(options: {
  pairs: Pair[];
  run: Run;
  expressions: Node[];
}): Record<string, unknown> {
  const entries = kept({ ...options, name: 'transformMap' }).map(
    ({ pair, transform }) => [`${pair.key}`, options.run(transform, pair)],
  );
  return Object.fromEntries(entries);
}

function transformMapEntry(options: {
  pairs: Pair[];
  run: Run;
  expressions: Node[];
}): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const { pair, transform } of kept({
    ...options,
    name: 'transformMapEntry',
  })) {
    const [entry, ...more] = pairsOf(options.run(transform, pair));
    if (!entry || more.length > 0) {
      throw celError('transformMapEntry() needs a map of one entry');
    }
    const key = `${entry.key}`;
    if (Object.hasOwn(result, key) && !celEquals(result[key], entry.value)) {
      throw celError(`transformMapEntry() gives the key ${key} twice`);
    }
    result[key] = entry.value;
  }
  return result;
}

function quantifier(name: string, settledBy: boolean): TwoVariableMacro {
  return {
    name,
    expressions: 1,
    returns: 'bool',
    fold: ({ pairs, run, expressions: [condition] }) =>
      quantify({
        pairs,
        settledBy,
        test: pair => !!condition && toBool(run(condition, pair), name),
      }),
  };
}

function existsOne(name: string): TwoVariableMacro {
  return {
    name,
    expressions: 1,
    returns: 'bool',
    fold: ({ pairs, run, expressions: [condition] }) =>
      pairs.filter(pair => condition && toBool(run(condition, pair), name))
        .length === 1,
  };
}

const TWO_VARIABLE_MACROS: TwoVariableMacro[] = [
  quantifier('all', false),
  quantifier('exists', true),
  existsOne('existsOne'),
  existsOne('exists_one'),
  ...[1, 2].flatMap((expressions): TwoVariableMacro[] => [
    {
      name: 'transformList',
      expressions,
      returns: 'list<dyn>',
      fold: options =>
        kept({ ...options, name: 'transformList' }).map(({ pair, transform }) =>
          options.run(transform, pair),
        ),
    },
    { name: 'transformMap', expressions, returns: 'map', fold: transformMap },
    {
      name: 'transformMapEntry',
      expressions,
      returns: 'map',
      fold: transformMapEntry,
    },
  ]),
];

function expandTwoVariables(macro: TwoVariableMacro, call: MacroCall) {
  const [keyNode, valueNode, ...expressions] = call.args;
  const keyName = nameOf(keyNode, macro.name);
  const valueName = nameOf(valueNode, macro.name);
  let keyScope: BoundScope;
  let valueScope: BoundScope;
  return {
    async: false,
    typeCheck(checker: Checker, _: unknown, scope: Scope) {
      checker.check(call.receiver, scope);
      keyScope = scope.forkWithVariable(keyName, checker.getType('dyn'));
      valueScope = keyScope.forkWithVariable(valueName, checker.getType('dyn'));
      expressions.forEach(expression => checker.check(expression, valueScope));
      return checker.getType(macro.returns);
    },
    evaluate(engine: Engine, _: unknown, scope: Scope) {
      const pairs = pairsOf(engine.run(call.receiver, scope));
      const run: Run = (node, { key, value }) => {
        const outer = keyScope.reuse(scope).setIterValue(key, engine);
        return engine.run(
          node,
          valueScope.reuse(outer).setIterValue(value, engine),
        );
      };
      return macro.fold({ pairs, run, expressions });
    },
  };
}

/** `optMap` wraps what the expression gives, `optFlatMap` takes it as the optional that it is. */
function expandOptional(
  name: 'optMap' | 'optFlatMap',
  { args: [variable, expression], receiver }: MacroCall,
) {
  const variableName = nameOf(variable, name);
  let inner: BoundScope;
  return {
    async: false,
    typeCheck(checker: Checker, _: unknown, scope: Scope) {
      checker.check(receiver, scope);
      inner = scope.forkWithVariable(variableName, checker.getType('dyn'));
      if (expression) checker.check(expression, inner);
      return checker.getType('optional');
    },
    evaluate(engine: Engine, _: unknown, scope: Scope) {
      const optional = engine.run(receiver, scope);
      if (!(optional instanceof Optional)) {
        throw celError(`${name}() needs an optional`);
      }
      if (!optional.hasValue() || !expression) return Optional.none();
      const result = engine.run(
        expression,
        inner.reuse(scope).setIterValue(optional.value(), engine),
      );
      return name === 'optMap' ? Optional.of(result) : result;
    },
  };
}

/** The comprehensions over key and value, and the maps over optionals. */
export function registerMacros(env: Environment): void {
  for (const macro of TWO_VARIABLE_MACROS) {
    const parameters = Array(macro.expressions + 2)
      .fill('ast')
      .join(', ');
    env.registerFunction(
      `list.${macro.name}(${parameters}): ${macro.returns}`,
      (call: MacroCall) => expandTwoVariables(macro, call),
    );
  }
  for (const name of ['optMap', 'optFlatMap'] as const) {
    env.registerFunction(
      `optional.${name}(ast, ast): optional<dyn>`,
      (call: MacroCall) => expandOptional(name, call),
    );
  }
}
