import type { BudgetArithmetic } from '../api';
import type { Objective, Slot } from '../model';

/** Below this a share and the one it has to reach are the same number, computed in another order. */
const NOISE = 1e-12;

/** What the budget of an objective is counted in. @public */
export function budgetUnitOf({
  budgeting,
  sli,
}: Pick<Objective, 'budgeting' | 'sli'>): BudgetArithmetic['unit'] {
  if (budgeting.method !== 'occurrences') {
    return 'slices';
  }
  return sli.kind === 'events' ? 'events' : 'seconds';
}

/**
 * Slots in the unit of the budget: events and seconds as they are; slices of time as the parts of slices that were
 * seen, bad ones by whether the slice missed its target, or by the share that was bad. A slot that is longer than a
 * slice says the same of each of its slices: nothing finer is known. An indicator that is a share has judged its
 * slices already: it is the share of those that were bad, however long the slot.
 */
export function inBudgetUnit(
  slots: readonly Slot[],
  { budgeting, sli }: Pick<Objective, 'budgeting' | 'sli'>,
): readonly Slot[] {
  if (budgeting.method === 'occurrences') {
    return slots;
  }
  const sliceMs = budgeting.sliceSeconds * 1_000;
  const counted: Slot[] = [];
  let pieces: Slot[] = [];
  let slice: number | undefined;
  const close = () => {
    const bad = pieces.reduce((sum, piece) => sum + piece.bad, 0);
    const total = pieces.reduce((sum, piece) => sum + piece.total, 0);
    if (total > 0) {
      const share = bad / total;
      const missed =
        budgeting.method === 'ratio-timeslices' || sli.kind === 'ratio'
          ? share
          : Number(1 - share < budgeting.sliceTarget - NOISE);
      for (const { at, seconds } of pieces) {
        const weight = seconds / budgeting.sliceSeconds;
        counted.push({ at, seconds, bad: weight * missed, total: weight });
      }
    }
    pieces = [];
  };
  for (const slot of slots) {
    const end = slot.at + slot.seconds * 1_000;
    for (let from = slot.at; from < end; ) {
      const index = Math.floor(from / sliceMs);
      const to = Math.min(end, (index + 1) * sliceMs);
      if (index !== slice) {
        close();
        slice = index;
      }
      const share = (to - from) / 1_000 / slot.seconds;
      pieces.push({
        at: from,
        seconds: (to - from) / 1_000,
        bad: slot.bad * share,
        total: slot.total * share,
      });
      from = to;
    }
  }
  close();
  return counted;
}
