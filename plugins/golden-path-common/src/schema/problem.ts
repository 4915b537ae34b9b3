import { quoted } from '../yaml/scalar';

/** Something in a document that has to change before it can be used. @public */
export interface Problem {
  /** File the document was read from. */
  file?: string;
  /** Line in that file, from 1; for a field that is missing, the line of what should hold it. */
  line?: number;
  /** JSON pointer to the place; `''` for the whole document. */
  at: string;
  /** What is wrong, in one line. */
  message: string;
  expected?: string;
  found?: string;
  /** The valid word nearest to what was found. */
  nearest?: string;
  /** What to do, as an order. */
  remedy: string;
}

/** A document that was read: its value, or every problem there is in it. @public */
export type Parsed<T> =
  | {
      ok: true;
      value: T;
      /** The line in the text, from 1, where the place of a JSON pointer stands. */
      lineOf(pointer: string): number | undefined;
    }
  | { ok: false; problems: Problem[] };

const MAX_SHOWN = 60;

/** What was found, short and on one line, with everything visible that is not. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case 'string': {
      const characters = Array.from(value.slice(0, MAX_SHOWN * 2));
      return characters.length > MAX_SHOWN
        ? `${quoted(characters.slice(0, MAX_SHOWN).join(''))} and more`
        : quoted(value);
    }
    case 'number':
      return `the number ${value}`;
    case 'boolean':
      return String(value);
    case 'undefined':
      return 'nothing';
    default:
      if (value === null) {
        return 'nothing';
      }
      return Array.isArray(value) ? 'a list' : 'a mapping';
  }
}

/** `a`, `a or b`, `a, b or c`. */
export function oneOf(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
}

/** By file, then line, then place. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) =>
      (a.file ?? '').localeCompare(b.file ?? '') ||
      (a.line ?? 0) - (b.line ?? 0) ||
      a.at.localeCompare(b.at),
  );
}

/** `path:line: what is wrong; what to do`, on one line whatever the document held. @public */
export function formatProblem(problem: Problem): string {
  const { file = 'input', line, at, message, remedy } = problem;
  const where = line === undefined ? file : `${file}:${line}`;
  const place = at === '' ? '' : `${at}: `;
  return `${where}: ${place}${message}; ${remedy}`.replace(
    /[\p{C}\u2028\u2029]/gu,
    character => quoted(character).slice(1, -1),
  );
}
