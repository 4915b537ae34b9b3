import { checkPromql } from './check';
import { byBytes } from './order';
import { goQuoted } from './quote';
import { selectorOf, type LabelMatcher } from './selectors';
import { parsePromql, type PromqlProblem } from './tree';

export type { LabelMatcher } from './selectors';

/** The series of a metric: `http_requests_total{job="api"}`. */
export interface MetricSelector {
  name: string;
  /** In the order they were written; none asks for `__name__`. */
  matchers: LabelMatcher[];
}

/** What stands in place of a selector, in words. */
const OTHER: Record<string, string> = {
  ParenExpr: 'it stands in parentheses',
  OffsetExpr: 'it looks at another time ("offset")',
  StepInvariantExpr: 'it looks at a fixed time ("@")',
  MatrixSelector: 'it has a range',
  SubqueryExpr: 'it has a range',
};

/**
 * Reads the selector of one metric whose name stands before the braces, and nothing else.
 *
 * @returns what keeps the text from being one, with the character where it was seen.
 */
export function parseSelector(
  text: string,
): { selector: MetricSelector } | { problem: PromqlProblem } {
  const problem = checkPromql(text);
  const parsed = parsePromql(text);
  if (!('root' in parsed) || (problem && problem.offset > 0)) {
    return {
      problem: problem ?? { offset: 0, message: 'it is no PromQL' },
    };
  }
  const node = parsed.root;
  if (node.name !== 'VectorSelector') {
    const offset = node.from;
    const message = Object.hasOwn(OTHER, node.name)
      ? `it is no plain selector of a metric: ${OTHER[node.name]}`
      : 'it is an expression and no plain selector of a metric';
    return { problem: { offset, message } };
  }
  if (problem) {
    return { problem };
  }
  const { metric, matchers } = selectorOf(text, node);
  if (metric === undefined) {
    return {
      problem: {
        offset: node.from,
        message: 'the name of the metric is missing before the braces',
      },
    };
  }
  return { selector: { name: metric, matchers } };
}

/** The name of a label, in quotes where it needs them. */
export function printLabel(name: string): string {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) ? name : goQuoted(name);
}

/** `job="api"` */
export function printMatcher({ name, op, value }: LabelMatcher): string {
  return `${printLabel(name)}${op}${goQuoted(value)}`;
}

/** A selector as Prometheus prints it: its matchers in the order of their text. */
export function printSelector({ name, matchers }: MetricSelector): string {
  const printed = matchers.map(printMatcher).sort(byBytes);
  return printed.length === 0 ? name : `${name}{${printed.join(',')}}`;
}
