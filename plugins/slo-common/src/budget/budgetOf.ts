import type { BudgetArithmetic, BudgetLeft } from '../api';
import type { ExcludedTime, Objective, Slot } from '../model';
import { budgetUnitOf, inBudgetUnit } from './counted';
import { cut, mergeTimes, overlapMs, soundSlots } from './cut';
import { errorBudgetOf } from './errorBudget';
import { windowBounds } from './windowBounds';

/** Less than this is rounding and nothing that happened. */
const LEAST = 1e-100;

/** Errors of floating point sums are a smaller share than this. */
const DUST = 1e-9;

/** The budget of an objective with the sum it comes from. @public */
export interface BudgetOutcome {
  arithmetic: BudgetArithmetic;
  /** Share of what was good; missing when nothing counts. */
  sli?: number;
  /** Missing when nothing counts. */
  left?: BudgetLeft;
  /** What counts, in the unit of the arithmetic, oldest first. */
  counted: Slot[];
}

/**
 * The budget of the window that counts at `now`, from all that is known of it until then.
 *
 * What may be bad is a share of what was seen: the budget of a service that is new, or of a calendar window that has
 * just begun, is small, and grows with what is served. Minutes are of the whole window. Exclusions cut slots by their
 * share of time, so that they are exact to the slot.
 *
 * The lines add up to the last digit: good + bad = total, allowed = (1 − target) × total, spent = bad / allowed.
 *
 * @throws InputError when the window's start or time zone cannot be read
 * @public
 */
export function budgetOf(options: {
  objective: Pick<Objective, 'target' | 'window' | 'budgeting' | 'sli'>;
  slots: readonly Slot[];
  exclusions: readonly ExcludedTime[];
  /** Epoch milliseconds. */
  now: number;
}): BudgetOutcome {
  const { objective, slots, now } = options;
  const { target, window } = objective;
  const { from, to } = windowBounds(window, now);
  const elapsed = { from, to: Math.min(to, now) };
  const exclusions = mergeTimes(options.exclusions);
  const all = inBudgetUnit(soundSlots(slots), objective);
  const seen = sumOf(cut(all, elapsed, []));
  const counted = cut(all, elapsed, exclusions);
  const sums = sumOf(counted);

  const { good, bad, total } = exact(sums);
  const budget = errorBudgetOf(target);
  const allowed = budget * total;
  const spent = allowed > 0 ? spentOf(bad, allowed) : 0;
  const unit = budgetUnitOf(objective);
  const excludedMs = overlapMs(exclusions, elapsed);
  const countsMs = elapsed.to - elapsed.from - excludedMs;
  const ratio = 1 - spent;
  return {
    arithmetic: {
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      unit,
      good,
      bad,
      total,
      excluded: {
        bad: Math.max(0, seen.bad - sums.bad),
        total: Math.max(0, seen.total - sums.total),
        seconds: excludedMs / 1_000,
      },
      target,
      allowed,
      spent,
      coverage:
        countsMs > 0 ? Math.min(1, (sums.seconds * 1_000) / countsMs) : 0,
    },
    counted,
    ...(allowed > 0 && {
      sli: good / total,
      left: {
        ratio,
        minutes: (ratio * budget * (to - from)) / 60_000,
        ...(unit === 'events' && { events: spent === 1 ? 0 : allowed - bad }),
      },
    }),
  };
}

/** All of it where no more than rounding is missing: a budget that is spent exactly is spent. */
function spentOf(bad: number, allowed: number): number {
  const spent = bad / allowed;
  return Math.abs(spent - 1) < DUST ? 1 : spent;
}

function sumOf(slots: readonly Slot[]): {
  bad: number;
  total: number;
  seconds: number;
} {
  const sum = { bad: 0, total: 0, seconds: 0 };
  for (const slot of slots) {
    sum.bad += slot.bad;
    sum.total += slot.total;
    sum.seconds += slot.seconds;
  }
  return sum;
}

/**
 * The sums as multiples of a power of two that is small enough to lose nothing that matters and large enough for good
 * and bad to add up to the total without rounding.
 */
function exact(sums: { bad: number; total: number }): {
  good: number;
  bad: number;
  total: number;
} {
  if (sums.total < LEAST) {
    return { good: 0, bad: 0, total: 0 };
  }
  const grain = 2 ** (Math.floor(Math.log2(sums.total)) - 50);
  const total = Math.round(sums.total / grain) * grain;
  const bad = Math.min(total, Math.round(sums.bad / grain) * grain);
  return { good: total - bad, bad, total };
}
