import type { Node } from './language/ast';
import { childrenOf } from './language/ast';
import { parseCel } from './language/parser';

/**
 * Names that an expression reads, those of macros' own variables among them; none for an expression that cannot be
 * read.
 */
export function identifiersOf(source: string): ReadonlySet<string> {
  const found = new Set<string>();
  try {
    collect(parseCel(source), found);
  } catch {
    found.clear();
  }
  return found;
}

function collect(node: Node, found: Set<string>): void {
  if (node.kind === 'ident') found.add(node.name);
  if (node.kind === 'comprehension') {
    node.variables.forEach(name => found.add(name));
  }
  if (node.kind === 'optMap') found.add(node.variable);
  childrenOf(node).forEach(each => collect(each, found));
}
