import { isRecord } from '../json/pointer';

/** Places of one element: in the old list and in the new one. */
export type Pair = [before: number, after: number];

/**
 * Pairs the equal elements of two lists, in the order of the new one. What both begin and end with is paired by
 * place; of what is between, each element is written once, so no two of them are compared deeply.
 */
export function pairEqual(
  before: readonly unknown[],
  after: readonly unknown[],
): { pairs: Pair[]; isReordered: boolean } {
  const shared = Math.min(before.length, after.length);
  let start = 0;
  while (start < shared && isSame(before[start], after[start])) {
    start++;
  }
  let end = 0;
  while (
    end < shared - start &&
    isSame(before.at(-1 - end), after.at(-1 - end))
  ) {
    end++;
  }
  const old = before.slice(start, before.length - end).map(canonical);
  const fresh = after.slice(start, after.length - end).map(canonical);
  const between = inOrder(old, fresh) ?? equalOnes(old, fresh);
  const pairs: Pair[] = [
    ...before.slice(0, start).map((_, at): Pair => [at, at]),
    ...between.map(([a, b]): Pair => [start + a, start + b]),
    ...before
      .slice(before.length - end)
      .map(
        (_, at): Pair => [before.length - end + at, after.length - end + at],
      ),
  ];
  return {
    pairs,
    isReordered: pairs.some(
      ([at], index) => index > 0 && at < pairs[index - 1][0],
    ),
  };
}

/** The pairs where one list is the other without some elements. */
function inOrder(before: string[], after: string[]): Pair[] | undefined {
  const isShorter = after.length < before.length;
  const [less, more] = isShorter ? [after, before] : [before, after];
  const pairs: Pair[] = [];
  for (const [at, text] of more.entries()) {
    const next = pairs.length;
    if (next < less.length && less[next] === text) {
      pairs.push(isShorter ? [at, next] : [next, at]);
    }
  }
  return pairs.length === less.length ? pairs : undefined;
}

/** Each with the first equal one that is not taken yet. */
function equalOnes(before: string[], after: string[]): Pair[] {
  const places = new Map<string, number[]>();
  for (let at = before.length - 1; at >= 0; at--) {
    const found = places.get(before[at]);
    if (found) {
      found.push(at);
    } else {
      places.set(before[at], [at]);
    }
  }
  return after.flatMap((text, at): Pair[] => {
    const earlier = places.get(text)?.pop();
    return earlier === undefined ? [] : [[earlier, at]];
  });
}

function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) {
    return true;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, at) => isSame(each, b[at]));
  }
  if (!isRecord(a) || !isRecord(b)) {
    return false;
  }
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(key => Object.hasOwn(b, key) && isSame(a[key], b[key]))
  );
}

/** The same text for equal values: the order of keys means nothing. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join()}]`;
  }
  if (isRecord(value)) {
    const members = Object.keys(value)
      .sort()
      .map(key => `${JSON.stringify(key)}:${canonical(value[key])}`);
    return `{${members.join()}}`;
  }
  // What JSON cannot tell apart stays apart: -0, NaN, a number and its text.
  return typeof value === 'string'
    ? JSON.stringify(value)
    : `${Object.is(value, -0) ? '-' : ''}${String(value)}`;
}
