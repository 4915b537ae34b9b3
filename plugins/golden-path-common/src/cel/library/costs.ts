import { sizeOf } from '../data';

/** What going over a text costs the API server: a tenth for each character. */
export function perText(characters: number): number {
  return Math.ceil(characters / 10);
}

/** The cost of going over the first value, `times` times. */
export function overText(times = 1) {
  return ([text]: readonly unknown[]): number =>
    Math.ceil((sizeOf(text) * times) / 10);
}

/** The cost of a regular expression, guessed from the lengths of text and pattern. */
export function ofPattern([text, pattern]: readonly unknown[]): number {
  return perText(1 + sizeOf(text)) * Math.ceil(sizeOf(pattern) * 0.25);
}

/** The cost of going over the items of a list. */
export function overItems([list]: readonly unknown[]): number {
  return sizeOf(list);
}

/** The cost of making a text. */
export function overResult(_: readonly unknown[], result: unknown): number {
  return Math.ceil((sizeOf(result) * 2) / 10);
}

/** The cost of looking for a text in another. */
export function ofContains([text, part]: readonly unknown[]): number {
  return perText(sizeOf(text)) * perText(sizeOf(part));
}
