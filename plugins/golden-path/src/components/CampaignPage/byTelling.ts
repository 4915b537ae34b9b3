/** `SLO: 3 lines added, 3 removed`: that a document changes says less than what it says. */
const LINES = /: \d+ lines? (?:added|changed|removed)/;
const SHORT = 60;

/** A value that fits on a line, then what comes or goes, then long values, then documents. */
function rankOf(words: string): number {
  if (LINES.test(words)) {
    return 3;
  }
  if (words.length > SHORT) {
    return 2;
  }
  return words.includes(' → ') ? 0 : 1;
}

/** Sorts what changes by what people look for: what somebody stated comes before what follows from it. */
export function byTelling(a: string, b: string): number {
  return rankOf(a) - rankOf(b) || a.length - b.length || a.localeCompare(b);
}
