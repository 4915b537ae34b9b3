const SELECTOR = 'match labels ';
const OF_PODS = ' of the pods';

/**
 * Leaves out what a selector says when a label says the same: `match labels fairway.dev/tier tier-2 → tier-1` beside
 * `label fairway.dev/tier tier-2 → tier-1`. A selector that changes by itself stays.
 */
export function withoutFollowingSelectors(words: readonly string[]): string[] {
  const labels = new Set(
    words
      .filter(word => word.startsWith('label '))
      .map(word => word.slice('label '.length).replace(OF_PODS, '')),
  );
  return words.filter(
    word =>
      !word.startsWith(SELECTOR) || !labels.has(word.slice(SELECTOR.length)),
  );
}
