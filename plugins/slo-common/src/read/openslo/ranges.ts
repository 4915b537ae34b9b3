import { InputError } from '@backstage/errors';
import { WINDOW_PLACEHOLDER } from '../../model';
import { LINEAR_FUNCTIONS } from '../../promql/perSecond';
import {
  childOf,
  parsePromql,
  textOf,
  type PromqlNode,
} from '../../promql/tree';
import { hasWindow, withWindow } from '../../promql/window';

/** Brings the window of a rule into queries that are written without one. */

/** A query with {@link WINDOW_PLACEHOLDER}, or why it is not sure where that would stand. */
export type Ranged = { query: string } | { unsure: string };

/** Stands for the window while a query is parsed. */
const SAMPLE = '1m';

/** Aggregations that may be done before or after the rate. */
const LINEAR_AGGREGATIONS = ['sum', 'avg'];
const LINEAR_OPERATORS = ['Add', 'Sub', 'Or'];
const SCALING_OPERATORS = ['Mul', 'Div'];
/** Answer the same share whichever window they are asked for. */
const RATES = ['rate', 'increase'];

const DURATION = 'NumberDurationLiteralInDurationContext';

/** What may replace a part of a text. */
interface Edit {
  at: number;
  text: string;
}

class Unsure extends Error {}

/**
 * The query of a counter as events per second, or as events, over the window: where it has no ranges, `rate` comes
 * around each series; ranges that are all the same become the window.
 */
export function countedOverWindow(query: string): Ranged {
  if (hasWindow(query)) {
    return { query };
  }
  const root = rootOf(query);
  try {
    const hasRanges =
      nodesIn(root, 'MatrixSelector', 'SubqueryExpr').length > 0;
    return {
      query: summed(hasRanges ? rewindowed(query, root) : rated(query, root)),
    };
  } catch (error) {
    if (error instanceof Unsure) {
      return { unsure: error.message };
    }
    throw error;
  }
}

/** The query of a number that goes up and down as the sum of its samples in the window. */
export function sampledOverWindow(query: string, stepSeconds: number): string {
  return hasWindow(query)
    ? query
    : summed(overWindow({ query, reduce: 'sum_over_time', stepSeconds }));
}

/** The mean in the window of a number that goes up and down. */
export function meanOverWindow(query: string, stepSeconds: number): string {
  if (hasWindow(query)) {
    return query;
  }
  const mean = overWindow({ query, reduce: 'avg_over_time', stepSeconds });
  return isSingle(query) ? mean : `avg(${mean})`;
}

function overWindow(options: {
  query: string;
  reduce: string;
  stepSeconds: number;
}): string {
  const { query, reduce, stepSeconds } = options;
  const root = bare(rootOf(query));
  return root.name === 'VectorSelector'
    ? `${reduce}(${textOf(query, root)}[${WINDOW_PLACEHOLDER}])`
    : `${reduce}((${query})[${WINDOW_PLACEHOLDER}:${stepSeconds}s])`;
}

/** One series for all: the sum of those that the query answers, unless it answers one only. */
function summed(query: string): string {
  return isSingle(query) ? query : `sum(${query})`;
}

/** Whether a query, by its form, answers one series without labels. */
export function isSingle(query: string): boolean {
  return isSingleNode(
    rootOf(hasWindow(query) ? withWindow(query, SAMPLE) : query),
  );
}

function isSingleNode(node: PromqlNode): boolean {
  switch (node.name) {
    case 'ParenExpr':
      return isSingleNode(node.children[0]);
    case 'NumberDurationLiteral':
      return true;
    case 'FunctionCall': {
      const [name, body] = node.children;
      return (
        isQuantile(node) ||
        name.children[0]?.name === 'Scalar' ||
        (name.children[0]?.name === 'Vector' &&
          body.children.every(isSingleNode))
      );
    }
    case 'AggregateExpr':
      return !childOf(node, 'AggregateModifier');
    case 'BinaryExpr': {
      const sides = node.children;
      return isSingleNode(sides[0]) && isSingleNode(sides[sides.length - 1]);
    }
    case 'UnaryExpr':
      return isSingleNode(node.children[1]);
    default:
      return false;
  }
}

/** A quantile of a histogram whose series have only the label of their bounds. */
function isQuantile(node: PromqlNode): boolean {
  const [name, body] = node.children;
  const histogram = bare(body.children[body.children.length - 1] ?? node);
  const modifier = childOf(histogram, 'AggregateModifier');
  const [kind, labels] = modifier?.children ?? [];
  return (
    name.children[0]?.name === 'HistogramQuantile' &&
    kind?.name === 'By' &&
    // Without labels native histograms are meant, else "le" stands there.
    labels.children.length <= 1
  );
}

/** With `rate` around every selector, where counters stay what they are on the way out. */
function rated(query: string, root: PromqlNode): string {
  const edits: Edit[] = [];
  const visit = (node: PromqlNode): void => {
    switch (node.name) {
      case 'VectorSelector':
      case 'OffsetExpr':
      case 'StepInvariantExpr': {
        const selector =
          node.name === 'VectorSelector'
            ? node
            : nodesIn(node, 'VectorSelector')[0];
        edits.push(
          { at: node.from, text: 'rate(' },
          { at: selector.to, text: `[${WINDOW_PLACEHOLDER}]` },
          { at: node.to, text: ')' },
        );
        return;
      }
      case 'NumberDurationLiteral':
      case 'StringLiteral':
        return;
      case 'ParenExpr':
        visit(node.children[0]);
        return;
      case 'UnaryExpr':
        visit(node.children[1]);
        return;
      case 'AggregateExpr':
        argumentsOf(query, node, LINEAR_AGGREGATIONS).forEach(visit);
        return;
      case 'FunctionCall':
        argumentsOf(query, node, LINEAR_FUNCTIONS).forEach(visit);
        return;
      case 'BinaryExpr':
        sidesOf(query, node).forEach(visit);
        return;
      default:
        throw new Unsure(`around ${textOf(query, node)}`);
    }
  };
  visit(root);
  if (edits.length === 0) {
    throw new Unsure('as it has no series in it');
  }
  return edited(query, edits);
}

/** The arguments of what is called, which has to be one of these. */
function argumentsOf(
  query: string,
  node: PromqlNode,
  allowed: string[],
): readonly PromqlNode[] {
  const name = textOf(query, node.children[0]);
  const body = childOf(node, 'FunctionCallBody');
  if (!allowed.includes(name.toLowerCase())) {
    throw new Unsure(`inside of ${name}(…)`);
  }
  return body ? body.children : [];
}

function sidesOf(query: string, node: PromqlNode): PromqlNode[] {
  const children = node.children;
  const [left, operator] = children;
  const right = children[children.length - 1];
  const scales =
    SCALING_OPERATORS.includes(operator.name) &&
    (isNumber(right) || (operator.name === 'Mul' && isNumber(left)));
  if (!LINEAR_OPERATORS.includes(operator.name) && !scales) {
    throw new Unsure(`on both sides of ${textOf(query, operator)}`);
  }
  if (
    operator.name !== 'Or' &&
    !scales &&
    (isNumber(left) || isNumber(right))
  ) {
    // A constant beside a counter is no number of events.
    throw new Unsure(`beside the number at ${textOf(query, operator)}`);
  }
  return [left, right];
}

function isNumber(node: PromqlNode): boolean {
  return bare(node).name === 'NumberDurationLiteral';
}

/** With the window in place of the ranges, where all are the same and inside of rates. */
function rewindowed(query: string, root: PromqlNode): string {
  const durations: PromqlNode[] = [];
  const visit = (node: PromqlNode, call?: string): void => {
    switch (node.name) {
      case 'MatrixSelector': {
        const duration = childOf(node, DURATION);
        if (!duration || call === undefined || !RATES.includes(call)) {
          throw new Unsure(`in place of the range of ${textOf(query, node)}`);
        }
        durations.push(duration);
        return;
      }
      case 'SubqueryExpr':
        throw new Unsure(`in place of a range of ${textOf(query, node)}`);
      case 'VectorSelector':
        throw new Unsure(`around ${textOf(query, node)}, which has no range`);
      case 'FunctionCall': {
        const [name, body] = node.children;
        visit(body, textOf(query, name));
        return;
      }
      case 'AggregateExpr':
      case 'BinaryExpr':
        node.children.forEach(child => visit(child));
        return;
      default:
        node.children.forEach(child => visit(child, call));
    }
  };
  visit(root);
  const texts = new Set(durations.map(duration => textOf(query, duration)));
  if (texts.size > 1) {
    throw new Unsure(`in place of which of ${[...texts].join(' and ')}`);
  }
  return durations
    .sort((a, b) => b.from - a.from)
    .reduce(
      (text, { from, to }) =>
        text.slice(0, from) + WINDOW_PLACEHOLDER + text.slice(to),
      query,
    );
}

function edited(text: string, edits: Edit[]): string {
  return edits
    .map((edit, index) => ({ ...edit, index }))
    .sort((a, b) => b.at - a.at || b.index - a.index)
    .reduce(
      (result, { at, text: added }) =>
        result.slice(0, at) + added + result.slice(at),
      text,
    );
}

/** Whether a query has ranges, or all of its series are named as counters are. */
export function isCounterByName(query: string): boolean {
  const root = rootOf(query);
  const series = nodesIn(root, 'VectorSelector').map(node =>
    textOf(query, node.children[0]),
  );
  return (
    nodesIn(root, 'MatrixSelector').length > 0 ||
    series.every(name => /_(?:total|count|bucket|sum)$/.test(name))
  );
}

/** The tree of a query that was checked before. */
function rootOf(query: string): PromqlNode {
  const parsed = parsePromql(query);
  if (!('root' in parsed)) {
    throw new InputError(`This is no query of PromQL: ${query}; correct it`);
  }
  return parsed.root;
}

function bare(node: PromqlNode): PromqlNode {
  return node.name === 'ParenExpr' ? bare(node.children[0]) : node;
}

function nodesIn(node: PromqlNode, ...names: string[]): PromqlNode[] {
  return [
    ...(names.includes(node.name) ? [node] : []),
    ...node.children.flatMap(child => nodesIn(child, ...names)),
  ];
}
