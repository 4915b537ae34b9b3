import type { Draft } from './draft';
import { placeOf, type ImportSource } from './report';
import { holdsSecret, isSecretName } from './secretLook';

/** A flag whose value is the next word: `--password hunter2`. */
function asksForSecret(word: string | undefined): boolean {
  return (
    word !== undefined && /^--?[^=]{1,100}$/.test(word) && isSecretName(word)
  );
}

/** Carries a command or arguments over, without the words that look like secrets. */
export function draftCommand(
  draft: Draft,
  options: {
    words: readonly string[];
    /** In the draft: `/spec/containers/app/args`. */
    to: string;
    source: ImportSource;
    /** In the source. */
    at: string;
    /** As it is told: `args of web`. */
    what: string;
  },
): void {
  const { words, to, source, at, what } = options;
  const kept = words.filter((word, index) => {
    const secret =
      holdsSecret(word) ||
      (asksForSecret(words[index - 1]) && !/^-|\$[({]/.test(word));
    if (secret) {
      draft.leaveOut(
        `word ${index + 1} of the ${what}`,
        'it holds what looks like a secret and does not belong in Git: put it into the vault, change it, as it was readable here, and read it from a variable',
        placeOf(source, `${at}/${index}`),
      );
    }
    return !secret;
  });
  if (kept.length > 0) {
    draft.set(to, kept, placeOf(source, at));
  }
}
