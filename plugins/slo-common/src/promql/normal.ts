import { InputError } from '@backstage/errors';
import { numberOf } from './literals';
import { unquoted } from './strings';
import { parsePromql, textOf, type PromqlNode } from './tree';

/** Words whose case does not matter. */
const WORDS = ['AggregateOp', 'And', 'Or', 'Unless', 'Atan2', 'UnaryOp'];

function normal(expr: string, node: PromqlNode): string {
  const text = textOf(expr, node);
  if (node.name === 'StringLiteral') {
    return JSON.stringify(unquoted(text) ?? text);
  }
  if (node.name.startsWith('NumberDurationLiteral')) {
    return String(numberOf(text) ?? text);
  }
  if (WORDS.includes(node.name)) {
    return text.toLowerCase();
  }
  const children = node.children;
  if (children.length === 0) {
    return /^(?:Identifier|LabelName)$/.test(node.name) ? text : node.name;
  }
  const parts = children.map(child => ({
    name: child.name,
    text: normal(expr, child),
  }));
  if (node.name === 'AggregateExpr') {
    // The grouping stands before or behind the arguments and means the same; an empty `by ()` means nothing.
    const modifier = parts.find(({ name }) => name === 'AggregateModifier');
    const others = parts.filter(part => part !== modifier);
    const grouping =
      modifier && modifier.text !== 'AggregateModifier(By GroupingLabels)'
        ? ` ${modifier.text}`
        : '';
    return `AggregateExpr(${others
      .map(part => part.text)
      .join(' ')}${grouping})`;
  }
  return `${node.name}(${parts.map(part => part.text).join(' ')})`;
}

/**
 * A text that is equal for expressions of the same parse tree, whatever their white space, comments, quotes and the
 * place of their groupings.
 *
 * @throws InputError for what is no PromQL.
 * @public
 */
export function normalPromql(expr: string): string {
  const parsed = parsePromql(expr);
  if (!('root' in parsed)) {
    throw new InputError(`${JSON.stringify(expr)} is no PromQL`);
  }
  return normal(expr, parsed.root);
}
