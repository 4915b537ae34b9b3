/**
 * A small deterministic generator: the estate is the same on every machine and in every version of the runtime.
 * Each subject draws from a stream of its own, so adding a draw for one service does not change another.
 */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Whole number in [from, to], both included. */
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** A new array in another order. */
  shuffle<T>(items: readonly T[]): T[];
  /** Lower-case hexadecimal digits. */
  hex(length: number): string;
}

/** FNV-1a over the seed and the names of the stream. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** The stream of one subject, e.g. `createRandom(1, 'intent', 'checkout-api')`. */
export function createRandom(seed: number, ...subject: string[]): Random {
  let state = hash([String(seed), ...subject].join('/'));
  // mulberry32: 32 bits of state are plenty for one subject.
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }
  function between(from: number, to: number): number {
    return from + Math.floor(next() * (to - from + 1));
  }
  return {
    next,
    between,
    chance: probability => next() < probability,
    pick: items => items[between(0, items.length - 1)],
    shuffle(items) {
      const result = [...items];
      for (let index = result.length - 1; index > 0; index--) {
        const other = between(0, index);
        [result[index], result[other]] = [result[other], result[index]];
      }
      return result;
    },
    hex: length =>
      Array.from({ length }, () => between(0, 15).toString(16)).join(''),
  };
}
