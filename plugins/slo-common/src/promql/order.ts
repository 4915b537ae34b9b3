/** A unit of UTF-16 by the code of its character: halves of a pair stand for characters behind all others. */
function rankOf(unit: number): number {
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}

/** Which of two texts comes first in the order of their bytes in UTF-8, in which Go sorts. */
export function byBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) {
      return rankOf(left) - rankOf(right);
    }
  }
  return a.length - b.length;
}

/** Each text once, in the order of their bytes. */
export function sortedOnce(texts: Iterable<string>): string[] {
  return [...new Set(texts)].sort(byBytes);
}
