/**
 * The known name that a person most likely meant, or `undefined` when none is close: at most a third of the
 * letters may differ.
 */
export function nearestName(
  name: string,
  known: Iterable<string>,
): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) < least) {
      const distance = editDistance(name, candidate, least);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
  }
  return best;
}

/** ` Did you mean "fraud-service"?`, or nothing. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
}

/** Levenshtein distance, given up at `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      current.push(
        Math.min(
          previous[j] + 1,
          current[j - 1] + 1,
          previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    }
    if (Math.min(...current) >= limit) {
      return limit;
    }
    previous = current;
  }
  return previous[b.length];
}
