import type { ValuePart } from '../../secretPlan';

/**
 * The value of a variable in which the kubelet puts other variables: `$(NAME)` becomes the value of NAME, `$$`
 * becomes `$`. Each dollar of the text is doubled, not only those before a parenthesis: one at the end of a text
 * would otherwise begin whatever follows, and a lone one before a letter beyond ASCII is written back broken.
 *
 * @param nameOf - The variable that holds a secret.
 */
export function composedVariable(
  parts: readonly ValuePart[],
  nameOf: (part: { secret: string; key: string }) => string,
): string {
  return parts
    .map(part =>
      'text' in part ? part.text.replaceAll('$', '$$$$') : `$(${nameOf(part)})`,
    )
    .join('');
}

/** Names for the secrets of a container that are none of `taken`: readable, and never the same for two. */
export function partNames(
  keys: Iterable<{ secret: string; key: string }>,
  taken: Iterable<string>,
): Map<string, string> {
  const used = new Set(taken);
  const names = new Map<string, string>();
  for (const { secret, key } of keys) {
    const id = `${secret}.${key}`;
    if (names.has(id)) {
      continue;
    }
    const base = `SECRET_${id}`
      .replace(/[^A-Za-z0-9]/g, '_')
      .toLocaleUpperCase('en-US');
    let name = base;
    for (let count = 2; used.has(name); count++) {
      name = `${base}_${count}`;
    }
    used.add(name);
    names.set(id, name);
  }
  return names;
}
