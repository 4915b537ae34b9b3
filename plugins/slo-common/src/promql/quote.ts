const NAMED: Record<string, string> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

/** What is not seen when it is printed, and what would end the text. */
const ESCAPED = /["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

function escapeOf(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  const hex = (digits: number) => code.toString(16).padStart(digits, '0');
  if (code < 0x20 || code === 0x7f) {
    return NAMED[sign] ?? `\\x${hex(2)}`;
  }
  return NAMED[sign] ?? (code > 0xffff ? `\\U${hex(8)}` : `\\u${hex(4)}`);
}

/** A text in double quotes as Go writes it, and Prometheus with it. */
export function goQuoted(text: string): string {
  return `"${text.replace(ESCAPED, escapeOf)}"`;
}
