/** Which of two texts comes first in the order of their bytes in UTF-8, in which Go sorts. */
export function byBytes(a: string, b: string): number {
  const left = Array.from(a, sign => sign.codePointAt(0) ?? 0);
  const right = Array.from(b, sign => sign.codePointAt(0) ?? 0);
  const at = left.findIndex((code, index) => code !== right[index]);
  return at < 0 ? left.length - right.length : left[at] - (right[at] ?? -1);
}

/** Each text once, in the order of their bytes. */
export function sortedOnce(texts: Iterable<string>): string[] {
  return [...new Set(texts)].sort(byBytes);
}
