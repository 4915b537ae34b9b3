import type { HistoryPoint } from '../api';
import { burnRate } from '../burn';
import { inBudgetUnit } from '../budget/counted';
import { cut, mergeTimes, overlapMs, soundSlots } from '../budget/cut';
import { errorBudgetOf } from '../budget/errorBudget';
import { windowBounds } from '../budget/windowBounds';
import { timelineOf } from '../burn/timeline';
import type { ExcludedTime, Objective, Slot } from '../model';

/** Stretches that people can name; a chart's points lie on them. */
const STEPS = [
  300, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400,
].map(seconds => seconds * 1_000);
const DAY_MS = 86_400_000;

/**
 * Seconds of a point when at most so many are to be drawn.
 * @public
 */
export function historyStepSeconds(
  times: ExcludedTime,
  maxPoints: number,
): number {
  const least = (times.to - times.from) / Math.max(1, maxPoints - 1);
  const step =
    STEPS.find(candidate => candidate >= least) ??
    Math.ceil(least / DAY_MS) * DAY_MS;
  return step / 1_000;
}

/**
 * The burn-down: stretch by stretch what was seen, and what was left at its end of the window that ended then (of the
 * calendar window it lies in). A stretch without data has neither, so that a gap stays a gap; one in which nothing
 * counts says that it is excluded. What comes later changes no point.
 *
 * Slots from before `from` are needed for the budget: those of one window.
 * @public
 */
export function historyOf(options: {
  objective: Pick<Objective, 'target' | 'window' | 'budgeting' | 'sli'>;
  slots: readonly Slot[];
  exclusions: readonly ExcludedTime[];
  /** Epoch milliseconds, `to` not included. */
  from: number;
  to: number;
  maxPoints: number;
  /** Slots before it have not been read: a budget over a part of its window would be another number. */
  knownFrom?: number;
}): HistoryPoint[] {
  const { objective, slots, from, to, maxPoints, knownFrom } = options;
  if (to <= from) {
    return [];
  }
  const { target, window } = objective;
  const budget = errorBudgetOf(target);
  const exclusions = mergeTimes(options.exclusions);
  const everything = { from: -Infinity, to: Infinity };
  const sound = soundSlots(slots);
  const seen = timelineOf(cut(sound, everything, exclusions));
  const counted = timelineOf(
    cut(inBudgetUnit(sound, objective), everything, exclusions),
  );
  const leftAt = (end: number): number | undefined => {
    // A calendar window that ends at this very moment is the one that counts, not the one that begins.
    const bounds = windowBounds(
      window,
      window.kind === 'calendar' ? end - 1 : end,
    );
    if (knownFrom !== undefined && bounds.from < knownFrom) {
      return undefined;
    }
    const { bad, total } = counted.sum(bounds.from, end);
    return total > 0 ? 1 - bad / (budget * total) : undefined;
  };

  const stepMs = historyStepSeconds({ from, to }, maxPoints) * 1_000;
  const points: HistoryPoint[] = [];
  for (let at = from; at < to; ) {
    const end = Math.min(to, (Math.floor(at / stepMs) + 1) * stepMs);
    const { bad, total, seconds } = seen.sum(at, end);
    const left = leftAt(end);
    const isExcluded = overlapMs(exclusions, { from: at, to: end }) >= end - at;
    points.push({
      at: new Date(at).toISOString(),
      seconds: (end - at) / 1_000,
      ...(seconds > 0 && { bad, total }),
      ...(total > 0 && {
        sli: 1 - bad / total,
        burn: burnRate(bad / total, target),
      }),
      ...(seconds > 0 && left !== undefined && { budget: left }),
      ...(isExcluded && { excluded: true }),
    });
    at = end;
  }
  return points;
}
