import type { BurnRateWindow, Slot } from '../model';
import type { Reading } from '../source';

/** Where no alert looks at it, it is looked at over this. */
const UNWATCHED = '1h';
/** Slots that are longer are sums of days, of which the hour is not known. */
const HOUR_SECONDS = 3_600;

/**
 * Why nothing is known of how it does now although older windows still have numbers.
 *
 * - `gone`: the series are not there, and no alert that pages can be judged, as none of their short windows has data. A
 *   gap of minutes leaves one that can.
 * - `idle`: the series are there and nothing happens, for so long that no alert at all can be judged.
 */
export function lackOf(options: {
  windows: readonly BurnRateWindow[];
  /** As they were answered, so that what is excluded is no lack. */
  readings: ReadonlyMap<string, Reading>;
  slots: readonly Slot[];
}): { gone?: string; idle?: string } {
  const { windows, readings, slots } = options;
  const paging = windows.filter(({ severity }) => severity === 'page');
  const isMissing = (names: readonly string[]) =>
    names.every(name => readings.get(name)?.kind === 'no-data');
  const all = shortOf(windows);
  const first = paging.length > 0 ? shortOf(paging) : all;
  if (!isMissing(first)) {
    return {};
  }
  const isIdle = first.some(name => {
    const reading = readings.get(name);
    return reading?.kind === 'no-data' && reading.idle;
  });
  const seen = lastSeen(slots);
  if (!isIdle) {
    return {
      gone: `${
        seen === undefined
          ? `There is no data of the last ${first.at(-1)}`
          : `It was last seen ${seen}, and the source has no series of it since`
      }: how it does now is not known.`,
    };
  }
  return isMissing(all)
    ? {
        idle: `${
          seen === undefined
            ? `Nothing happened in the last ${all.at(-1)}`
            : `It was last asked for anything ${seen}`
        }: how it does now is not known.`,
      }
    : {};
}

/** The shortest first. */
function shortOf(windows: readonly BurnRateWindow[]): string[] {
  return windows.length > 0
    ? [...windows]
        .sort((a, b) => a.shortSeconds - b.shortSeconds)
        .map(({ short }) => short)
    : [UNWATCHED];
}

/** When something happened last, to the minute or to the day, as it is known. */
function lastSeen(slots: readonly Slot[]): string | undefined {
  const last = slots.reduce<Slot | undefined>(
    (latest, slot) =>
      slot.total > 0 && slot.at >= (latest?.at ?? -Infinity) ? slot : latest,
    undefined,
  );
  if (!last) {
    return undefined;
  }
  const { at, seconds } = last;
  return seconds > HOUR_SECONDS
    ? `on ${new Date(at).toISOString().slice(0, 10)} (UTC)`
    : `at ${new Date(at + seconds * 1_000)
        .toISOString()
        .slice(0, 16)
        .replace('T', ' ')} UTC`;
}
