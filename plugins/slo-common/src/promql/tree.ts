import { parser } from '@prometheus-io/lezer-promql';
import type { SyntaxNode } from '@lezer/common';

/** What is wrong with an expression, and where: characters from its begin, the first is 0. @public */
export interface PromqlProblem {
  offset: number;
  message: string;
}

/** Ends the walk over an expression at the first mistake. */
export class PromqlMistake extends Error {
  constructor(readonly offset: number, message: string) {
    super(message);
  }
}

/** A node of the parse tree, named as the grammar names it; comments are left out. */
export interface PromqlNode {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly children: readonly PromqlNode[];
}

/** Deeper than anything a person writes; the walks must not run out of stack. */
const MAX_DEPTH = 400;

/** What stands behind an operand and belongs to it alone. */
const SUFFIXED = [
  'OffsetExpr',
  'StepInvariantExpr',
  'SubqueryExpr',
  'MatrixSelector',
];
const OPERATIONS = ['BinaryExpr', 'UnaryExpr'];

/**
 * The grammar reads `a + b offset 5m` as an offset of the sum, where Prometheus lets it belong to `b`: what stands
 * behind an operation moves to its last operand.
 */
function toLastOperand(node: PromqlNode): PromqlNode {
  const [operation, ...suffix] = node.children;
  if (!SUFFIXED.includes(node.name) || !OPERATIONS.includes(operation.name)) {
    return node;
  }
  const last = operation.children[operation.children.length - 1];
  const moved = toLastOperand({
    name: node.name,
    from: last.from,
    to: node.to,
    children: [last, ...suffix],
  });
  return {
    ...operation,
    to: node.to,
    children: [...operation.children.slice(0, -1), moved],
  };
}

function nodeOf(syntax: SyntaxNode, depth: number): PromqlNode {
  if (syntax.type.isError) {
    throw new PromqlMistake(syntax.from, 'not expected here');
  }
  if (depth > MAX_DEPTH) {
    throw new PromqlMistake(syntax.from, 'the expression is nested too deeply');
  }
  const children: PromqlNode[] = [];
  for (let child = syntax.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'LineComment') {
      children.push(nodeOf(child, depth + 1));
    }
  }
  const { name, from, to } = syntax;
  return toLastOperand({ name, from, to, children });
}

type Parsed =
  | { root: PromqlNode }
  | { errorAt: number }
  | { problem: PromqlProblem };

/** A document's queries are checked one after the other, and each is asked about again. */
const KEPT = 8;
const kept = new Map<string, Parsed>();

/**
 * The parse tree of an expression, or where the grammar does not fit any more.
 */
export function parsePromql(expr: string): Parsed {
  const known = kept.get(expr);
  if (known) {
    return known;
  }
  const parsed = parsedAnew(expr);
  kept.set(expr, parsed);
  if (kept.size > KEPT) {
    const [oldest] = kept.keys();
    kept.delete(oldest);
  }
  return parsed;
}

function parsedAnew(expr: string): Parsed {
  const tree = parser.parse(expr);
  let errorAt: number | undefined;
  tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError) {
        errorAt = Math.min(errorAt ?? from, from);
      }
    },
  });
  if (errorAt !== undefined) {
    return { errorAt };
  }
  try {
    const [root] = nodeOf(tree.topNode, 0).children;
    return root ? { root } : { errorAt: expr.length };
  } catch (mistake) {
    if (mistake instanceof PromqlMistake) {
      const { offset, message } = mistake;
      return { problem: { offset, message } };
    }
    throw mistake;
  }
}

/** The first child of this name. */
export function childOf(
  node: PromqlNode,
  name: string,
): PromqlNode | undefined {
  return node.children.find(child => child.name === name);
}

export function textOf(expr: string, node: PromqlNode): string {
  return expr.slice(node.from, node.to);
}

/** As {@link parsePromql}, below a node of its own; without children where the grammar does not fit. */
export function parseTree(expr: string): PromqlNode {
  const parsed = parsePromql(expr);
  const children = 'root' in parsed ? [parsed.root] : [];
  return { name: 'PromQL', from: 0, to: expr.length, children };
}

export function childrenOf(node: PromqlNode): readonly PromqlNode[] {
  return node.children;
}
