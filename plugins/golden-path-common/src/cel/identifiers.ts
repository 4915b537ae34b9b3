import type { Environment } from '@marcbachmann/cel-js';

/**
 * Names that an expression reads, those of macros' own variables among them; none for an expression that cannot be
 * read.
 */
export function identifiersOf(
  env: Environment,
  source: string,
): ReadonlySet<string> {
  const found = new Set<string>();
  try {
    collect(env.parse(source).ast, found);
  } catch {
    found.clear();
  }
  return found;
}

function collect(node: unknown, found: Set<string>): void {
  if (Array.isArray(node)) {
    node.forEach(each => collect(each, found));
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  if (!('op' in node) || !('args' in node)) return;
  const { op, args } = node;
  if (op === 'id' && typeof args === 'string') found.add(args);
  else collect(args, found);
}
