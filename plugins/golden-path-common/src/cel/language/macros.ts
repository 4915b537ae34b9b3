import type { ComprehensionKind, Node } from './ast';
import { CelSyntaxError } from './syntaxError';

type Call = Extract<Node, { kind: 'call' }>;

/** Macros over one variable by the number of their arguments. */
const OF_ONE: Record<string, ComprehensionKind> = {
  'all 2': 'all',
  'exists 2': 'exists',
  'exists_one 2': 'existsOne',
  'map 2': 'map',
  'map 3': 'map',
  'filter 2': 'filter',
};
/** Macros over key and value. */
const OF_TWO: Record<string, ComprehensionKind> = {
  'all 3': 'all',
  'exists 3': 'exists',
  'exists_one 3': 'existsOne',
  'existsOne 3': 'existsOne',
  'transformList 3': 'transformList',
  'transformList 4': 'transformList',
  'transformMap 3': 'transformMap',
  'transformMap 4': 'transformMap',
  'transformMapEntry 3': 'transformMapEntry',
  'transformMapEntry 4': 'transformMapEntry',
};
/** What the last argument of these is: a transformation, and a condition may stand before it. */
const TRANSFORMING = new Set<ComprehensionKind>([
  'map',
  'transformList',
  'transformMap',
  'transformMapEntry',
]);

/** What a call stands for when it is that of a macro. */
export function expandMacro(call: Call): Node | undefined {
  const { name, target, args, at } = call;
  if (!target)
    return name === 'has' && args.length === 1 ? has(call) : undefined;
  const key = `${name} ${args.length}`;
  const macro = OF_ONE[key] ?? OF_TWO[key];
  if (macro) {
    return comprehension({ macro, call, target, count: key in OF_ONE ? 1 : 2 });
  }
  if (key === 'optMap 2' || key === 'optFlatMap 2') {
    const [variable, body] = args;
    if (!body) return undefined;
    const [named] = variableNames([variable], name, at);
    return {
      kind: 'optMap',
      target,
      variable: named ?? '',
      body,
      flat: name === 'optFlatMap',
      at,
    };
  }
  return undefined;
}

function has({ args: [argument], at }: Call): Node {
  if (argument?.kind !== 'select' || argument.optional) {
    throw new CelSyntaxError('invalid argument to has() macro', at);
  }
  return {
    kind: 'has',
    operand: argument.operand,
    field: argument.field,
    at,
  };
}

function comprehension(options: {
  macro: ComprehensionKind;
  call: Call;
  target: Node;
  count: number;
}): Node {
  const { macro, call, target, count } = options;
  const { name, args, at } = call;
  const variables = variableNames(args.slice(0, count), name, at);
  const rest = args.slice(count);
  const transform = TRANSFORMING.has(macro) ? rest.pop() : undefined;
  const [condition] = rest;
  return {
    kind: 'comprehension',
    macro,
    range: target,
    variables,
    ...(condition && { condition }),
    ...(transform && { transform }),
    at,
  };
}

function variableNames(
  nodes: readonly (Node | undefined)[],
  macro: string,
  at: number,
): string[] {
  const names = nodes.map(node => {
    if (node?.kind === 'ident') return node.name;
    throw new CelSyntaxError(
      `${macro}() needs a simple name for its variable`,
      node?.at ?? at,
    );
  });
  if (new Set(names).size < names.length) {
    throw new CelSyntaxError(`${macro}() needs two different names`, at);
  }
  return names;
}
