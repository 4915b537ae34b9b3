import { parsePromql, textOf, type PromqlNode } from './tree';
import { hasWindow, withWindow } from './window';

/** Stands for the window while a query is parsed. */
const SAMPLE = '1m';

/** Functions that change labels, or pick a part, and leave counters what they are. */
export const LINEAR_FUNCTIONS = [
  'label_replace',
  'label_join',
  'histogram_count',
  'histogram_sum',
  'vector',
];

/**
 * Whether the numbers that a query answers are per second: its total times the window is a number of events. A query
 * of increases, of gauges, or that does not parse, is not.
 */
export function isPerSecond(query: string): boolean {
  const text = hasWindow(query) ? withWindow(query, SAMPLE) : query;
  const parsed = parsePromql(text);
  const calls = 'root' in parsed ? functionsIn(text, parsed.root) : [];
  return (
    calls.includes('rate') &&
    calls.every(
      name =>
        name === 'rate' || LINEAR_FUNCTIONS.includes(name) || name === 'scalar',
    )
  );
}

function functionsIn(text: string, node: PromqlNode): string[] {
  return [
    ...(node.name === 'FunctionCall' ? [textOf(text, node.children[0])] : []),
    ...node.children.flatMap(child => functionsIn(text, child)),
  ];
}
