/**
 * Text that somebody typed, as Markdown that shows it as it stands: nothing in it can become a heading, a link,
 * HTML or a table cell. Lines are joined, because a line break alone can begin a new block.
 */
export function plain(text: string): string {
  return (
    text
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/[\\`*_{}[\]()#+!|<>~&:@^$=]/g, '\\$&')
      // What means something only at the beginning of a line, and a host that would become a link.
      .replace(/^-/, '\\-')
      .replace(/^(\d+)\./, '$1\\.')
      .replace(/www\./gi, match => `${match.slice(0, -1)}\\.`)
  );
}

/** The same as inline code, for names and commands; a run of backticks inside gets a longer fence. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const longest = Math.max(
    0,
    ...[...line.matchAll(/`+/g)].map(([run]) => run.length),
  );
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}
