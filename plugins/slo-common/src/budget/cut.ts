import type { ExcludedTime, Slot } from '../model';

/** Sums of more than this would end as infinite: no store counts so far. */
const MOST = 1e100;

/** Stretches in order that do not touch; those that overlap count once, those without length not at all. @public */
export function mergeTimes(times: readonly ExcludedTime[]): ExcludedTime[] {
  const merged: ExcludedTime[] = [];
  const ordered = times
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  for (const { from, to } of ordered) {
    const last = merged.at(-1);
    if (last && from <= last.to) {
      last.to = Math.max(last.to, to);
    } else {
      merged.push({ from, to });
    }
  }
  return merged;
}

/** Milliseconds of a stretch that lie in times that {@link mergeTimes} gave. */
export function overlapMs(
  times: readonly ExcludedTime[],
  { from, to }: ExcludedTime,
): number {
  let sum = 0;
  for (const time of times) {
    if (time.from >= to) {
      break;
    }
    sum += Math.max(0, Math.min(to, time.to) - Math.max(from, time.from));
  }
  return sum;
}

/**
 * Slots in order that do not overlap, with numbers that can be. What contradicts an earlier slot or is no number is no
 * data.
 */
export function soundSlots(slots: readonly Slot[]): Slot[] {
  const numbers = slots.filter(
    ({ at, seconds, bad, total }) =>
      Number.isFinite(at) &&
      isAmount(seconds) &&
      seconds > 0 &&
      isAmount(total) &&
      isAmount(bad),
  );
  if (!numbers.every((slot, i) => i === 0 || numbers[i - 1].at <= slot.at)) {
    numbers.sort((a, b) => a.at - b.at);
  }
  const sound: Slot[] = [];
  let end = -Infinity;
  for (const slot of numbers) {
    const to = slot.at + slot.seconds * 1_000;
    if (to > end) {
      const whole = slot.at >= end ? slot : part(slot, end, to);
      sound.push(
        whole.bad > whole.total ? { ...whole, bad: whole.total } : whole,
      );
      end = to;
    }
  }
  return sound;
}

/** What lies between the bounds and is not excluded. A slot that is covered in part counts by its share of time. */
export function cut(
  slots: readonly Slot[],
  bounds: ExcludedTime,
  excluded: readonly ExcludedTime[],
): Slot[] {
  const kept: Slot[] = [];
  let next = 0;
  for (const slot of slots) {
    const end = Math.min(slot.at + slot.seconds * 1_000, bounds.to);
    let from = Math.max(slot.at, bounds.from);
    while (next < excluded.length && excluded[next].to <= from) {
      next++;
    }
    for (let i = next; from < end; i++) {
      const time = excluded[i];
      const to = time ? Math.min(end, Math.max(from, time.from)) : end;
      if (to > from) {
        kept.push(part(slot, from, to));
      }
      from = time ? Math.max(to, time.to) : end;
    }
  }
  return kept;
}

function isAmount(value: number): boolean {
  return value >= 0 && value <= MOST;
}

function part(slot: Slot, from: number, to: number): Slot {
  const seconds = (to - from) / 1_000;
  if (seconds === slot.seconds) {
    return slot;
  }
  const share = seconds / slot.seconds;
  return {
    at: from,
    seconds,
    bad: slot.bad * share,
    total: slot.total * share,
  };
}
