import { cut, mergeTimes, overlapMs, soundSlots } from '../budget/cut';
import type { ExcludedTime, Slot } from '../model';
import { secondsOfPromDuration } from '../promql';
import type { Reading } from '../source';

/**
 * Readings as they are where nothing is excluded. What a source said of a window that reaches into an exclusion counts
 * time that is not to count: it is made anew from slots, and is no data where nothing is left of the window. Where slots
 * are not known yet it stays as it was answered: an alert too many does less harm than one that is kept from people.
 */
export function readingsWithout(options: {
  readings: ReadonlyMap<string, Reading>;
  slots: readonly Slot[];
  exclusions: readonly ExcludedTime[];
  /** Epoch milliseconds. */
  now: number;
  /** Since when slots are known, epoch milliseconds; always where it is left out. */
  knownFrom?: number;
}): ReadonlyMap<string, Reading> {
  const { readings, slots, now, knownFrom = -Infinity } = options;
  const exclusions = mergeTimes(options.exclusions);
  const longest = Math.max(0, ...[...readings.keys()].map(spanMs));
  if (overlapMs(exclusions, { from: now - longest, to: now }) === 0) {
    return readings;
  }
  const sound = soundSlots(slots);
  const countsEvents = [...readings.values()].some(
    reading => reading.kind === 'value' && reading.events,
  );
  return new Map(
    [...readings].map(([window, reading]) => {
      const bounds = { from: now - spanMs(window), to: now };
      if (
        overlapMs(exclusions, bounds) === 0 ||
        reading.kind !== 'value' ||
        bounds.from < knownFrom
      ) {
        return [window, reading];
      }
      let [bad, total] = [0, 0];
      for (const slot of cut(sound, bounds, exclusions)) {
        bad += slot.bad;
        total += slot.total;
      }
      const left: Reading =
        total > 0
          ? {
              kind: 'value',
              errorRatio: bad / total,
              ...(countsEvents && { events: { bad, total } }),
            }
          : { kind: 'no-data' };
      return [window, left];
    }),
  );
}

function spanMs(window: string): number {
  return (secondsOfPromDuration(window) ?? 0) * 1_000;
}
