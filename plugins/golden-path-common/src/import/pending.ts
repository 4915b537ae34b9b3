import type { Draft } from './draft';

/** Stands where the schema asks for words that only the team can write. */
const PLACEHOLDER = 'to be answered';

/** A field that only the team can fill. */
export function pending(
  draft: Draft,
  at: string,
  question: string,
  value: string = PLACEHOLDER,
): void {
  draft.set(at, value);
  draft.ask({ at, question, value, basis: 'placeholder' });
}
