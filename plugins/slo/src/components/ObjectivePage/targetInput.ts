/** A target as it is typed: `99.9` of 0.999. */
export function percentText(target: number): string {
  return String(Number((target * 100).toPrecision(12)));
}

/** The target that was typed, a comma allowed; undefined where it is none. */
export function targetIn(text: string): number | undefined {
  const clean = text.trim().replace(',', '.').replace(/\s*%$/, '');
  const percent = /^\d+(\.\d+)?$/.test(clean) ? Number(clean) : Number.NaN;
  return percent > 0 && percent < 100
    ? Number((percent / 100).toPrecision(12))
    : undefined;
}
