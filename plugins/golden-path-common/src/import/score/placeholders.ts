/** A part of a text with placeholders: text as it stands, or what a placeholder names. */
export type ScorePart = { text: string } | { path: string[]; whole: string };

/**
 * Splits a text at its placeholders, `${resources.db.host}` and `${metadata.name}`; `$${` is a `${` that stays, as
 * Score writes it.
 */
export function scoreParts(text: string): ScorePart[] {
  const parts: ScorePart[] = [];
  let last = 0;
  for (const match of text.matchAll(/\$(\$|\{([^{}]*)\})/g)) {
    parts.push({ text: text.slice(last, match.index) });
    const [whole, , path] = match;
    parts.push(
      path === undefined
        ? { text: '$' }
        : { path: path.split(/(?<!\\)\./), whole },
    );
    last = match.index + whole.length;
  }
  parts.push({ text: text.slice(last) });
  return parts.filter(part => !('text' in part) || part.text !== '');
}
