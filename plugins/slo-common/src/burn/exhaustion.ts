import { errorBudgetOf } from '../budget';
import type { BudgetOutcome } from '../budget';
import type { Objective } from '../model';

/**
 * Seconds until nothing is left when it goes on at this burn rate; missing when that never comes, when nothing counts,
 * and when nothing is left already.
 *
 * Traffic is taken to go on as it was on average in what was seen of the window. A rolling window gives back what it
 * leaves behind, bad and good, when it leaves it behind: a budget that gets back as fast as it is spent lasts for ever.
 * What is not spent when the window has passed once (when it ends, for one of the calendar) is not going to be.
 * @public
 */
export function exhaustsInSeconds(options: {
  objective: Pick<Objective, 'target' | 'window'>;
  budget: BudgetOutcome;
  burn: number;
  /** Epoch milliseconds. */
  now: number;
}): number | undefined {
  const { objective, budget, burn, now } = options;
  const { counted, arithmetic, left } = budget;
  const seconds = counted.reduce((sum, slot) => sum + slot.seconds, 0);
  if (!left || left.ratio <= 0 || seconds <= 0 || !(burn > 0)) {
    return undefined;
  }
  const share = errorBudgetOf(objective.target);
  const perSecond = arithmetic.total / seconds;
  // How fast what is left moves while nothing is given back.
  const onward = share * perSecond * (1 - burn);
  const from = Date.parse(arithmetic.from);
  const end =
    (Date.parse(arithmetic.to) -
      (objective.window.kind === 'rolling' ? from : now)) /
    1_000;
  // At a burn of 1 it is spent at the very end and no sooner, which is never.
  const noise = arithmetic.allowed * 1e-9;
  let rest = arithmetic.allowed - arithmetic.bad;
  let passed = 0;
  const go = (until: number, slope: number): number | undefined => {
    const length = Math.min(until, end) - passed;
    if (length <= 0) {
      return undefined;
    }
    if (rest + slope * length < -noise) {
      return passed + Math.max(0, rest) / -slope;
    }
    rest += slope * length;
    passed += length;
    return undefined;
  };
  if (objective.window.kind === 'rolling') {
    for (const slot of counted) {
      const begins = (slot.at - from) / 1_000;
      const givenBack = (slot.bad - share * slot.total) / slot.seconds;
      const found =
        go(begins, onward) ?? go(begins + slot.seconds, onward + givenBack);
      if (found !== undefined) {
        return found;
      }
    }
  }
  return go(end, onward);
}
