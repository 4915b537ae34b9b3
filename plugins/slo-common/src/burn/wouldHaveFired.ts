import type { WouldHaveFired, WouldHaveFiredAnswer } from '../api';
import { cut, mergeTimes, soundSlots } from '../budget/cut';
import type { BurnRateWindow, ExcludedTime, Objective, Slot } from '../model';
import { burnRate } from './burnRate';
import { isAbove, neverFires } from './isAbove';
import { timelineOf, type Timeline } from './timeline';

/**
 * The alerts that would have fired between two times, by what is known of them: judged at the end of each slot, as
 * rules are judged again and again, and for as long as they have to hold. A pair whose short window is shorter than the slots of that time is not judged
 * there; the coverage says for how much of the time all pairs were.
 *
 * Slots from before `from` are needed for the long windows. With `target` it is asked for another objective.
 * @public
 */
export function wouldHaveFired(options: {
  objective: Pick<Objective, 'target' | 'alerts'>;
  windows: readonly BurnRateWindow[];
  slots: readonly Slot[];
  /** Time that is to count as if nothing had been seen. */
  exclusions?: readonly ExcludedTime[];
  /** Epoch milliseconds. */
  from: number;
  to: number;
  target?: number;
}): WouldHaveFiredAnswer {
  const { objective, from, to } = options;
  const target = options.target ?? objective.target;
  const windows = options.windows.filter(
    ({ severity }) => objective.alerts[severity],
  );
  const excluded = mergeTimes(options.exclusions ?? []);
  const sound = soundSlots(options.slots);
  const counted = cut(sound, { from: -Infinity, to }, excluded);
  const history = { asSeen: timelineOf(sound), counted: timelineOf(counted) };
  const ends = counted
    .map(slot => slot.at + slot.seconds * 1_000)
    .filter(end => end > from && end <= to);

  const fired: WouldHaveFired[] = [];
  const notJudged: WouldHaveFiredAnswer['notJudged'] = [];
  for (const window of windows) {
    const found = firingsOf({ window, ends, history, target, to });
    fired.push(...found.fired);
    if (!found.judged) {
      const { severity, short, long } = window;
      notJudged.push({ severity, short, long });
    }
  }
  const never = windows
    .filter(window => neverFires(window, target))
    .map(({ severity, short, long, factor }) => ({
      severity,
      short,
      long,
      factor,
    }));
  const finest = Math.min(...windows.map(window => window.shortSeconds));
  const fine = cut(
    sound.filter(slot => slot.seconds <= finest),
    { from, to },
    excluded,
  );
  const fineMs = fine.reduce((sum, slot) => sum + slot.seconds * 1_000, 0);
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    target,
    coverage: to > from ? Math.min(1, fineMs / (to - from)) : 0,
    fired: fired.sort((a, b) => a.from.localeCompare(b.from)),
    notJudged,
    ...(never.length > 0 && { neverFires: never }),
  };
}

/** When one pair fired, and whether it could be judged at any time at all. */
function firingsOf(options: {
  window: BurnRateWindow;
  ends: readonly number[];
  history: { asSeen: Timeline; counted: Timeline };
  target: number;
  to: number;
}): { fired: WouldHaveFired[]; judged: boolean } {
  const { window, ends, history, target, to } = options;
  const { severity, short, long, factor, condition } = window;
  const forMs = (window.forSeconds ?? 0) * 1_000;
  const shortMs = window.shortSeconds * 1_000;
  const longMs = window.longSeconds * 1_000;
  const ratio = (from: number, end: number) => {
    const { bad, total } = history.counted.sum(from, end);
    return total > 0 ? bad / total : 0;
  };
  const fired: WouldHaveFired[] = [];
  let open: WouldHaveFired | undefined;
  let judged = false;
  let last = -Infinity;
  let holdsSince: number | undefined;
  const closeAt = (end: number) => {
    holdsSince = undefined;
    if (open) {
      open.to = new Date(end).toISOString();
      open = undefined;
    }
  };
  for (const end of ends) {
    if (end - last > shortMs) {
      closeAt(last + shortMs);
    }
    last = end;
    if (history.asSeen.coarsest(end - shortMs, end) > window.shortSeconds) {
      closeAt(end);
      continue;
    }
    judged = true;
    const longRatio = ratio(end - longMs, end);
    const holds =
      isAbove(longRatio, window, target) &&
      isAbove(ratio(end - shortMs, end), window, target);
    if (!holds) {
      closeAt(end);
      continue;
    }
    holdsSince ??= end;
    if (end - holdsSince < forMs) {
      continue;
    }
    const peak = burnRate(longRatio, target);
    if (open) {
      open.peak = Math.max(open.peak, peak);
    } else {
      const from = new Date(end).toISOString();
      open = {
        severity,
        short,
        long,
        factor,
        ...(condition && { condition: condition.name }),
        from,
        peak,
      };
      fired.push(open);
    }
  }
  if (to - last > shortMs) {
    closeAt(last + shortMs);
  }
  return { fired, judged };
}
