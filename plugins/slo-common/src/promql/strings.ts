const SIMPLE: Record<string, string> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

const NUMBERED: { form: RegExp; skip: number; radix: number; most: number }[] =
  [
    { form: /^[0-7]{3}/, skip: 0, radix: 8, most: 255 },
    { form: /^x[0-9a-fA-F]{2}/, skip: 1, radix: 16, most: 255 },
    { form: /^u[0-9a-fA-F]{4}/, skip: 1, radix: 16, most: 0xffff },
    { form: /^U[0-9a-fA-F]{8}/, skip: 1, radix: 16, most: 0x10ffff },
  ];

function escaped(
  rest: string,
  quote: string,
): { value: string; length: number } | undefined {
  const simple = rest[0] === quote ? quote : SIMPLE[rest[0]];
  if (simple !== undefined) {
    return { value: simple, length: 1 };
  }
  for (const { form, skip, radix, most } of NUMBERED) {
    const found = form.exec(rest)?.[0];
    if (found) {
      const code = parseInt(found.slice(skip), radix);
      const surrogate = code >= 0xd800 && code < 0xe000;
      return code > most || surrogate
        ? undefined
        : { value: String.fromCodePoint(code), length: found.length };
    }
  }
  return undefined;
}

/**
 * The value of a string literal of PromQL, in double or single quotes or in backquotes; undefined where it is not
 * closed or holds an escape that PromQL does not know.
 */
export function unquoted(literal: string): string | undefined {
  const quote = literal[0];
  const end = literal.length - 1;
  if (end < 1 || literal[end] !== quote) {
    return undefined;
  }
  if (quote === '`') {
    return literal.slice(1, end);
  }
  let value = '';
  let at = 1;
  while (at < end) {
    if (literal[at] !== '\\') {
      value += literal[at];
      at += 1;
      continue;
    }
    const escape = escaped(literal.slice(at + 1, end), quote);
    if (!escape) {
      return undefined;
    }
    value += escape.value;
    at += 1 + escape.length;
  }
  return value;
}
