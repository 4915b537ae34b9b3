import { InputError } from '@backstage/errors';
import { chompingOf, isLiteral, numberOf, quoted, scalarOf } from './scalar';

/**
 * The canonical YAML writer. General writers spend their time on styles, anchors, comments and folding; this one
 * knows plain data and one style only, which makes it many times faster. The same
 * value always gives the same bytes, members stay in the order they were set in.
 */

/** Deeper than any document of ours; a value that contains itself ends here. */
const MAX_DEPTH = 200;

/** The longest key that parsers accept without the `?` of an explicit key is 1,024 characters. */
const MAX_IMPLICIT_KEY = 1000;

const INDENTS = Array.from(
  { length: MAX_DEPTH + 2 },
  (_, depth) => `\n${'  '.repeat(depth)}`,
);

/**
 * Manifests repeat a few thousand keys and values, so what was found out about a short text is kept. Bounded:
 * when it is full it starts anew, which costs less than telling old from new.
 */
const MAX_REMEMBERED = 8192;
const MAX_REMEMBERED_LENGTH = 96;
const remembered = new Map<string, string>();

function oneLine(text: string): string {
  if (text.length > MAX_REMEMBERED_LENGTH) {
    return scalarOf(text);
  }
  let written = remembered.get(text);
  if (written === undefined) {
    written = scalarOf(text);
    if (remembered.size >= MAX_REMEMBERED) {
      remembered.clear();
    }
    remembered.set(text, written);
  }
  return written;
}

class Unwritable extends Error {}

function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype = Object.getPrototypeOf(value);
  return (
    prototype === Object.prototype ||
    prototype === null ||
    // The plain objects of another realm (a worker, a frame, a test sandbox).
    (Object.getPrototypeOf(prototype) === null &&
      Object.hasOwn(prototype, 'isPrototypeOf'))
  );
}

function literal(text: string, depth: number): string {
  // Without it a parser would count blanks that belong to the text as indentation.
  const indicator = /^\n*[ \t]/.test(text) ? '2' : '';
  const chomping = chompingOf(text);
  const body = chomping === '-' ? text : text.slice(0, -1);
  // Every line that is not empty is indented; the first one too, so it gets a break to begin after.
  const lines = `\n${body}`.replace(/\n(?=[^\n])/g, INDENTS[depth]);
  return `|${indicator}${chomping}${lines}`;
}

/** A value after `key:` or `-`, or alone; collections start on a line of their own at `depth`. */
function scalar(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return value.includes('\n') && isLiteral(value)
        ? literal(value, depth)
        : oneLine(value);
    case 'number':
      if (!Number.isFinite(value)) {
        throw new Unwritable();
      }
      return numberOf(value);
    case 'boolean':
      return value ? 'true' : 'false';
    default:
      if (value === null) {
        return 'null';
      }
      throw new Unwritable();
  }
}

function keyOf(key: string, depth: number): string {
  const written = oneLine(key);
  return written.length > MAX_IMPLICIT_KEY
    ? `? ${written}${INDENTS[depth]}:`
    : `${written}:`;
}

/** Keys with the indentation before them, by depth: every line begins with one, and there are few. */
const lineStarts: Map<string, string>[] = INDENTS.map(() => new Map());

/** A key on a line of its own. */
function lineStart(key: string, depth: number): string {
  const known = lineStarts[depth];
  let start = known.get(key);
  if (start === undefined) {
    start = INDENTS[depth] + keyOf(key, depth);
    if (key.length <= MAX_REMEMBERED_LENGTH) {
      if (known.size >= MAX_REMEMBERED) {
        known.clear();
      }
      known.set(key, start);
    }
  }
  return start;
}

/** The members of a mapping; the first one stands where the writer is already. */
function members(value: Record<string, unknown>, depth: number): string {
  if (depth > MAX_DEPTH) {
    throw new Unwritable();
  }
  let written = '';
  for (const key of Object.keys(value)) {
    const member = value[key];
    if (member === undefined) {
      continue;
    }
    written += written === '' ? keyOf(key, depth) : lineStart(key, depth);
    if (typeof member !== 'object' || member === null) {
      written += ` ${scalar(member, depth + 1)}`;
    } else {
      const nested = collection(member, depth + 1);
      written +=
        nested === '[]' || nested === '{}'
          ? ` ${nested}`
          : INDENTS[depth + 1] + nested;
    }
  }
  return written === '' ? '{}' : written;
}

function items(value: readonly unknown[], depth: number): string {
  if (depth > MAX_DEPTH) {
    throw new Unwritable();
  }
  let written = '';
  for (let index = 0; index < value.length; index++) {
    const item = value[index];
    written += index === 0 ? '- ' : `${INDENTS[depth]}- `;
    written +=
      typeof item !== 'object' || item === null
        ? scalar(item, depth + 1)
        : collection(item, depth + 1);
  }
  return written === '' ? '[]' : written;
}

function collection(value: object, depth: number): string {
  if (Array.isArray(value)) {
    return items(value, depth);
  }
  if (!isPlainObject(value)) {
    throw new Unwritable();
  }
  return members(value, depth);
}

/** Finds what could not be written, so that the way that succeeds need not keep track of where it is. */
function findUnwritable(
  value: unknown,
  pointer: string,
  depth: number,
): { pointer: string; what: string } | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return { pointer, what: String(value) };
  }
  if (
    value === undefined ||
    ['bigint', 'function', 'symbol'].includes(typeof value)
  ) {
    return { pointer, what: typeof value };
  }
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  if (depth > MAX_DEPTH) {
    return {
      pointer,
      what: `something nested deeper than ${MAX_DEPTH} levels`,
    };
  }
  if (!Array.isArray(value) && !isPlainObject(value)) {
    return { pointer, what: `an instance of ${value.constructor?.name}` };
  }
  const entries = Array.isArray(value)
    ? Array.from(value, (item, index) => [String(index), item] as const)
    : Object.entries(value).filter(([, member]) => member !== undefined);
  for (const [key, member] of entries) {
    const escaped = key.replace(/~/g, '~0').replace(/\//g, '~1');
    const found = findUnwritable(member, `${pointer}/${escaped}`, depth + 1);
    if (found) {
      return found;
    }
  }
  return undefined;
}

/**
 * Writes plain data as YAML in block style: texts, finite numbers, booleans, null, arrays and plain objects.
 * Members that are undefined are left out. What is written reads back as the same value under YAML 1.1 and 1.2,
 * whatever the texts hold.
 *
 * @returns The document with a line break at its end.
 * @throws InputError that names the JSON pointer of the first value that is not plain data.
 * @public
 */
export function writeYaml(value: unknown): string {
  try {
    if (typeof value === 'object' && value !== null) {
      return `${collection(value, 0)}\n`;
    }
    // A text alone never is a block: its indentation would depend on the parser.
    return `${
      typeof value === 'string' && value.includes('\n')
        ? quoted(value)
        : scalar(value, 0)
    }\n`;
  } catch (error) {
    const found =
      error instanceof Unwritable ? findUnwritable(value, '', 0) : undefined;
    if (!found) {
      throw error;
    }
    throw new InputError(
      `Cannot write ${found.what} at "${found.pointer}" as YAML; give texts, finite numbers, booleans, null, arrays and plain objects`,
    );
  }
}
