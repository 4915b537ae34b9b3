/**
 * Regular expressions as Prometheus reads them (RE2), turned into those of the language we run in. What RE2 refuses,
 * such as looking ahead and back references, is refused.
 */

const POSIX: Record<string, string> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7F',
  blank: '\\t ',
  cntrl: '\\x00-\\x1F\\x7F',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

interface Piece {
  length: number;
  text: string;
}

/** A category of characters or, by a longer name, a script. */
function propertyOf(name: string, negated: boolean): string {
  const isCategory = name.length <= 2 || name === 'Any';
  const property = isCategory ? name : `Script=${name}`;
  return `\\${negated ? 'P' : 'p'}{${property}}`;
}

/** An escape, from its backslash on. */
function escapeAt(rest: string, inClass: boolean): Piece | undefined {
  const known: [RegExp, (found: RegExpExecArray) => string | undefined][] = [
    [
      /^\\Q([^]*?)(?:\\E|$)/,
      ([, text]) =>
        inClass ? undefined : text.replace(/[$()*+.?[\\\]^{|}/]/g, '\\$&'),
    ],
    [
      /^\\([pP])(?:\{(\^?)(\w+)\}|([A-Z]))/,
      ([, p, not, name, letter]) =>
        propertyOf(name ?? letter, (p === 'P') !== (not === '^')),
    ],
    [/^\\x\{([0-9a-fA-F]{1,6})\}/, ([, code]) => `\\u{${code}}`],
    [/^\\x[0-9a-fA-F]{2}/, ([text]) => text],
    [
      /^\\(0[0-7]{0,2}|[1-7][0-7]{1,2})/,
      ([, code]) => `\\u{${parseInt(code, 8).toString(16)}}`,
    ],
    [/^\\[dDsSwW]/, ([text]) => text],
    [/^\\[tnrfv]/, ([text]) => text],
    [/^\\a/, () => '\\x07'],
    [/^\\[bB]/, ([text]) => (inClass ? undefined : text)],
    [/^\\A/, () => (inClass ? undefined : '^')],
    [/^\\z/, () => (inClass ? undefined : '$')],
    [
      /^\\([ -/:-@[-`{-~])/,
      ([, sign]) =>
        sign.replace(inClass ? /[\\\]^[-]/ : /[$()*+.?[\\\]^{|}/]/, '\\$&'),
    ],
  ];
  for (const [form, replace] of known) {
    const found = form.exec(rest);
    if (found) {
      const text = replace(found);
      return text === undefined ? undefined : { length: found[0].length, text };
    }
  }
  return undefined;
}

/** A character class, from its bracket on. */
function classAt(rest: string): Piece | undefined {
  let at = rest[1] === '^' ? 2 : 1;
  let text = rest.slice(0, at);
  let first = true;
  while (at < rest.length) {
    const posix = /^\[:(\^?)(\w+):\]/.exec(rest.slice(at));
    if (rest[at] === ']' && !first) {
      return { length: at + 1, text: `${text}]` };
    } else if (posix) {
      const members = POSIX[posix[2]];
      if (members === undefined) {
        return undefined;
      }
      text += posix[1] ? '\\s\\S' : members;
      at += posix[0].length;
    } else if (rest[at] === '\\') {
      const piece = escapeAt(rest.slice(at), true);
      if (!piece) {
        return undefined;
      }
      text += piece.text;
      at += piece.length;
      // RE2 takes a hyphen behind a class for itself.
      if (/^\\[dDsSwW]/.test(piece.text) && rest[at] === '-') {
        text += '\\-';
        at += 1;
      }
    } else {
      text += rest[at].replace(/[[\]]/, '\\$&');
      at += 1;
    }
    first = false;
  }
  return undefined;
}

/** A group's opening, from its parenthesis on. */
function groupAt(rest: string): (Piece & { flags?: string }) | undefined {
  if (rest[1] !== '?') {
    return { length: 1, text: '(' };
  }
  const named = /^\(\?P?<(\w+)>/.exec(rest);
  if (named) {
    return { length: named[0].length, text: '(' };
  }
  const flagged = /^\(\?([imsU]*)(?:-[imsU]+)?([:)])/.exec(rest);
  if (!flagged || flagged[0] === '(?)') {
    return undefined;
  }
  return {
    length: flagged[0].length,
    text: flagged[2] === ':' ? '(?:' : '',
    flags: flagged[1],
  };
}

function pieceAt(rest: string): (Piece & { flags?: string }) | undefined {
  switch (rest[0]) {
    case '\\':
      return escapeAt(rest, false);
    case '[':
      return classAt(rest);
    case '(':
      return groupAt(rest);
    case '{': {
      const repeat = /^\{(\d+)(?:,(\d*))?\}/.exec(rest);
      if (!repeat) {
        return { length: 1, text: '\\{' };
      }
      const most = Math.max(Number(repeat[1]), Number(repeat[2] || 0));
      return most > 1000
        ? undefined
        : { length: repeat[0].length, text: repeat[0] };
    }
    case '}':
    case ']':
      return { length: 1, text: `\\${rest[0]}` };
    default: {
      const text = String.fromCodePoint(rest.codePointAt(0) ?? 0);
      return { length: text.length, text };
    }
  }
}

/**
 * The regular expression, anchored at both ends as Prometheus does; undefined where Prometheus would refuse it.
 */
export function regexOf(pattern: string): RegExp | undefined {
  let text = '';
  let flags = 'us';
  let at = 0;
  while (at < pattern.length) {
    const piece = pieceAt(pattern.slice(at));
    if (!piece) {
      return undefined;
    }
    if (piece.flags?.includes('i') && !flags.includes('i')) {
      flags += 'i';
    }
    text += piece.text;
    at += piece.length;
  }
  try {
    return new RegExp(`^(?:${text})$`, flags);
  } catch {
    return undefined;
  }
}
