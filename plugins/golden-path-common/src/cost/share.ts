import Decimal from 'decimal.js';
import { secondsOf } from '../quantity';
import { ownPart, type ServiceIntent } from '../schema/intent';
import { planSchedule, type SchedulePlan } from '../settings';
import { countOf } from '../words/phrases';
import { durationInWords } from '../words/duration';

const ALWAYS = new Decimal(1);
/** A twelfth of 365 days: what the prices of a month are for. */
const SECONDS_PER_MONTH = (365 * 24 * 3600) / 12;

/** For how much of a month a pod is paid at the most. */
export interface ShareOfMonth {
  share: Decimal;
  /** What the estimate means, where the work does not run all the time. */
  note?: string;
}

/**
 * The whole month for what serves. Work that ends is bounded by what its intent says of it, how often and how long at
 * the most, and never by a guess of how long it takes; without a bound it is the whole month.
 */
export function shareOfMonth(intent: ServiceIntent): ShareOfMonth {
  const plan = planSchedule(intent);
  if (plan) {
    return shareOfSchedule(plan);
  }
  const once = ownPart(intent, 'migration') ?? ownPart(intent, 'batch');
  if (!once) {
    return { share: ALWAYS };
  }
  return once.timeout
    ? {
        share: Decimal.min(ALWAYS, ofMonth(secondsOf(once.timeout))),
        note: `An upper bound for the month of the run: one run that ends after ${once.timeout} at the latest. It runs again only when what it does is changed.`,
      }
    : {
        share: ALWAYS,
        note: 'One run, for which the intent states no timeout: a whole month is counted.',
      };
}

function shareOfSchedule({
  rhythm,
  endWithin,
  schedule,
}: SchedulePlan): ShareOfMonth {
  if (!endWithin) {
    return {
      share: ALWAYS,
      note: 'The intent states no timeout and runs may overlap: one run is counted for the whole month.',
    };
  }
  const all = ofMonth(endWithin.seconds).times(rhythm.runsPerMonth);
  return {
    share: schedule.concurrency === 'allow' ? all : Decimal.min(ALWAYS, all),
    note: `An upper bound: at most ${countOf(
      rhythm.runsPerMonth,
      'run',
    )} a month, each ended after ${durationInWords(endWithin.seconds)}${
      schedule.concurrency === 'allow' ? '' : ', one at a time'
    }.`,
  };
}

function ofMonth(seconds: number): Decimal {
  return new Decimal(seconds).div(SECONDS_PER_MONTH);
}
