import type { ValueChange } from './objects';

/** Longest text that is told whole; of longer ones only where they differ. */
const LONGEST = 72;

/** What is told of a long text before it differs, so that one knows where that is. */
const LEAD = 24;

const OF_A_WORD = /[\w.%:@-]/;

/** From what to what: `1Gi → 1536Mi`, or `added: …` and `removed: …`. */
export function transition({ before, after }: ValueChange): string {
  if (before === undefined) {
    return isPlain(after) ? `added: ${cut(textOf(after))}` : 'added';
  }
  if (after === undefined) {
    return isPlain(before) ? `removed: ${cut(textOf(before))}` : 'removed';
  }
  if (!isPlain(before) || !isPlain(after)) {
    // Of two lists, only the order is told as a whole.
    return Array.isArray(before) && Array.isArray(after)
      ? 'in another order'
      : 'changed';
  }
  return differing(textOf(before), textOf(after)).map(cut).join(' → ');
}

function isPlain(value: unknown): boolean {
  return Array.isArray(value)
    ? value.every(each => typeof each === 'string')
    : typeof value !== 'object' || value === null;
}

function textOf(value: unknown): string {
  const text = Array.isArray(value) ? value.join(', ') : String(value);
  // Digests differ in their first digits already; nobody compares 64 of them by eye.
  return text
    .replace(/(@sha256:[a-f0-9]{12})[a-f0-9]{52}/g, '$1…')
    .replace(/\s+/g, ' ');
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** Two texts without what they begin and end with alike, where they are too long to be told whole. */
function differing(before: string, after: string): [string, string] {
  if (before === after || Math.max(before.length, after.length) <= LONGEST) {
    return [before, after];
  }
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) {
    start += 1;
  }
  let end = 0;
  while (
    end < shorter - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end += 1;
  }
  // Words and numbers are told whole: 0.0005 and not its last digit.
  while (start > 0 && OF_A_WORD.test(before[start - 1])) {
    start -= 1;
  }
  while (end > 0 && OF_A_WORD.test(before[before.length - end])) {
    end -= 1;
  }
  const from = leadOf(before, start);
  const part = (text: string) =>
    `${from > 0 ? '…' : ''}${text.slice(from, text.length - end)}${
      end > 0 ? '…' : ''
    }`;
  return [part(before), part(after)];
}

/** Where what leads to a place begins: at a space, not in the middle of a word. */
function leadOf(text: string, place: number): number {
  if (place <= LEAD) {
    return 0;
  }
  const space = text.indexOf(' ', place - LEAD);
  return space >= 0 && space < place ? space + 1 : place;
}
