import { Bytes, MAX_INT, MAX_UINT, Uint } from '../scalars';
import { CelSyntaxError } from './syntaxError';

export type Token =
  | { kind: 'end'; at: number; text: '' }
  | { kind: 'ident' | 'symbol'; at: number; text: string }
  | { kind: 'literal'; at: number; text: string; value: unknown }
  /** An integer without its sign, which decides whether it fits. */
  | { kind: 'int'; at: number; text: string; value: bigint };

const BLANK = /(?:[\t\r\n\f ]+|\/\/[^\n]*)+/y;
const IDENT = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER =
  /0x[0-9a-fA-F]+[uU]?|\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\.\d+(?:[eE][+-]?\d+)?|\d+[uU]?/y;
const SYMBOL = /==|!=|<=|>=|&&|\|\||[-[\]{}().,!?:+*/%<>]/y;
const QUOTED = /([rR]|[bB][rR]?)?("""|'''|"|')/y;

/** Reads an expression into its words. Throws {@link CelSyntaxError}. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(source);
  };
  for (;;) {
    at += match(BLANK)?.[0].length ?? 0;
    if (at >= source.length) break;
    const quoted = match(QUOTED);
    if (quoted) {
      const token = readString({ source, at, opening: quoted });
      tokens.push(token);
      at += token.text.length;
      continue;
    }
    const word =
      readWord(match(IDENT), at) ??
      readNumber(match(NUMBER), at) ??
      readSymbol(match(SYMBOL), at);
    if (!word) {
      throw new CelSyntaxError(`unexpected character ${source[at]}`, at);
    }
    tokens.push(word);
    at += word.text.length;
  }
  tokens.push({ kind: 'end', at, text: '' });
  return tokens;
}

function readWord(
  found: RegExpExecArray | null,
  at: number,
): Token | undefined {
  if (!found) return undefined;
  const [text] = found;
  switch (text) {
    case 'true':
    case 'false':
      return { kind: 'literal', at, text, value: text === 'true' };
    case 'null':
      return { kind: 'literal', at, text, value: null };
    case 'in':
      return { kind: 'symbol', at, text };
    default:
      return { kind: 'ident', at, text };
  }
}

function readSymbol(
  found: RegExpExecArray | null,
  at: number,
): Token | undefined {
  return found ? { kind: 'symbol', at, text: found[0] } : undefined;
}

function readNumber(
  found: RegExpExecArray | null,
  at: number,
): Token | undefined {
  if (!found) return undefined;
  const [text] = found;
  if (/[uU]$/.test(text)) {
    const value = BigInt(text.slice(0, -1));
    if (value > MAX_UINT) throw tooLarge(text, at);
    return { kind: 'literal', at, text, value: new Uint(value) };
  }
  if (/^(?:0x[0-9a-fA-F]+|\d+)$/.test(text)) {
    const value = BigInt(text);
    // One more than the largest is the smallest, when a minus stands before it.
    if (value > MAX_INT + 1n) throw tooLarge(text, at);
    return { kind: 'int', at, text, value };
  }
  const value = Number(text);
  if (!Number.isFinite(value)) throw tooLarge(text, at);
  return { kind: 'literal', at, text, value };
}

export function tooLarge(text: string, at: number): CelSyntaxError {
  return new CelSyntaxError(`invalid number: ${text} needs over 64 bits`, at);
}

function readString(options: {
  source: string;
  at: number;
  opening: RegExpExecArray;
}): Token {
  const { source, at, opening } = options;
  const prefix = (opening[1] ?? '').toLowerCase();
  const quote = opening[2] ?? '"';
  const isRaw = prefix.includes('r');
  const isBytes = prefix.includes('b');
  const start = at + opening[0].length;
  let end = start;
  while (!source.startsWith(quote, end)) {
    const character = source[end];
    const endsLine = character === '\n' || character === '\r';
    if (character === undefined || (endsLine && quote.length === 1)) {
      throw new CelSyntaxError('the text has no closing quote', at);
    }
    end += character === '\\' && !isRaw ? 2 : 1;
  }
  const body = source.slice(start, end).replace(/\r\n?/g, '\n');
  const text = source.slice(at, end + quote.length);
  if (isBytes) {
    return { kind: 'literal', at, text, value: bytesOf({ body, isRaw, at }) };
  }
  const value = isRaw ? body : unescape(body, at);
  return { kind: 'literal', at, text, value };
}

const ESCAPE =
  /\\(?:([abfnrtv"'\\?`])|[xX]([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})|([\s\S]?))/g;
const CONTROL: Record<string, string> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The character that an escape stands for; `byte` where it was given as a number below 256. */
function escaped(
  groups: (string | undefined)[],
  at: number,
): { text: string } | { byte: number } {
  const [character, hex, short, long, octal] = groups;
  if (character !== undefined) {
    return { text: CONTROL[character] ?? character };
  }
  if (hex !== undefined) return { byte: parseInt(hex, 16) };
  if (octal !== undefined) return { byte: parseInt(octal, 8) };
  const point = parseInt(short ?? long ?? 'x', 16);
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  if (Number.isNaN(point) || point > 0x10ffff || isSurrogate) {
    throw new CelSyntaxError('unable to unescape string', at);
  }
  return { text: String.fromCodePoint(point) };
}

function unescape(body: string, at: number): string {
  return body.replace(ESCAPE, (_, ...groups: (string | undefined)[]) => {
    const found = escaped(groups, at);
    return 'text' in found ? found.text : String.fromCodePoint(found.byte);
  });
}

function bytesOf(options: { body: string; isRaw: boolean; at: number }) {
  const { body, isRaw, at } = options;
  const encoder = new TextEncoder();
  if (isRaw) return new Bytes(encoder.encode(body));
  const bytes: number[] = [];
  let from = 0;
  for (const found of body.matchAll(ESCAPE)) {
    const value = escaped(found.slice(1), at);
    if (found[3] !== undefined || found[4] !== undefined) {
      throw new CelSyntaxError('unable to unescape bytes', at);
    }
    bytes.push(...encoder.encode(body.slice(from, found.index)));
    if ('byte' in value) bytes.push(value.byte);
    else bytes.push(...encoder.encode(value.text));
    from = found.index + found[0].length;
  }
  bytes.push(...encoder.encode(body.slice(from)));
  return new Bytes(Uint8Array.from(bytes));
}
