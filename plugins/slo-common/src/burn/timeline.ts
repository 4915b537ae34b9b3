import type { Slot } from '../model';

/** What lies in a stretch of time. */
export interface Sum {
  bad: number;
  total: number;
  /** Of data. */
  seconds: number;
}

/** Sums over any stretch of slots that are in order, each in the time of two look-ups. */
export interface Timeline {
  readonly slots: readonly Slot[];
  /** Epoch milliseconds, `to` not included. Slots at the edges count by their share of time. */
  sum(from: number, to: number): Sum;
  /** Seconds of the longest slot that reaches into the stretch; 0 without one. */
  coarsest(from: number, to: number): number;
}

/** Of slots in order that do not overlap. */
export function timelineOf(slots: readonly Slot[]): Timeline {
  const bad = new Float64Array(slots.length + 1);
  const total = new Float64Array(slots.length + 1);
  const seconds = new Float64Array(slots.length + 1);
  slots.forEach((slot, i) => {
    bad[i + 1] = bad[i] + slot.bad;
    total[i + 1] = total[i] + slot.total;
    seconds[i + 1] = seconds[i] + slot.seconds;
  });

  /** How many slots begin before. */
  const before = (time: number): number => {
    let low = 0;
    let high = slots.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (slots[middle].at < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  };
  /** The share of the last slot that begins before which lies after the time. */
  const after = (count: number, time: number): number => {
    if (count === 0) {
      return 0;
    }
    const slot = slots[count - 1];
    const share = 1 - (time - slot.at) / 1_000 / slot.seconds;
    return Math.max(0, share);
  };

  return {
    slots,
    sum(from, to) {
      const first = before(from);
      const last = before(to);
      const [head, tail] = [after(first, from), after(last, to)];
      const between = (sums: Float64Array, of: (slot: Slot) => number) => {
        const whole = sums[last] - sums[first];
        const ahead = head > 0 ? head * of(slots[first - 1]) : 0;
        const behind = tail > 0 ? tail * of(slots[last - 1]) : 0;
        return Math.max(0, whole + ahead - behind);
      };
      const sums = {
        bad: between(bad, slot => slot.bad),
        total: between(total, slot => slot.total),
        seconds: between(seconds, slot => slot.seconds),
      };
      return sums.bad > sums.total ? { ...sums, bad: sums.total } : sums;
    },
    coarsest(from, to) {
      const first = before(from);
      const last = before(to);
      let longest = 0;
      for (let i = Math.max(0, first - 1); i < last; i++) {
        const slot = slots[i];
        if (slot.at + slot.seconds * 1_000 > from) {
          longest = Math.max(longest, slot.seconds);
        }
      }
      return longest;
    },
  };
}
