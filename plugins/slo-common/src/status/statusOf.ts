import type { ObjectiveState, ObjectiveSummary } from '../api';
import type { AlertStanding, BudgetArithmetic, Burn } from '../api';
import { budgetOf, type BudgetOutcome } from '../budget';
import {
  alertStandings,
  BURN_WINDOWS,
  burnsOf,
  exhaustsInSeconds,
} from '../burn';
import type { BurnRateWindow, ExcludedTime, Objective, Slot } from '../model';
import type { Reading } from '../source';
import { lackOf } from './lackOf';
import { readingsWithout } from './readingsWithout';

type Unusable = Extract<Reading, { kind: 'unusable' }>;

/** How an objective does, apart from whose it is and when that was asked. @public */
export interface StatusFacts
  extends Pick<
    ObjectiveSummary,
    | 'state'
    | 'reason'
    | 'noBadSeries'
    | 'sli'
    | 'budget'
    | 'burn'
    | 'exhaustsInSeconds'
    | 'paceOf'
  > {
  arithmetic?: BudgetArithmetic;
  /** Of the windows of its alerts. */
  burns: Burn[];
  alerts: AlertStanding[];
}

interface StatusOptions {
  objective: Objective;
  /** Of its alerts, whether the document wants them or not. */
  windows: readonly BurnRateWindow[];
  /** By window: those of the alerts and {@link BURN_WINDOWS}. */
  readings: ReadonlyMap<string, Reading>;
  /** Of the window that counts now, and as far back as alerts look; more does no harm. */
  slots: readonly Slot[];
  /**
   * Since when slots are known, epoch milliseconds, while its history is still being read: there is no budget until all
   * of it is.
   */
  knownFrom?: number;
  exclusions: readonly ExcludedTime[];
  /** Epoch milliseconds. */
  now: number;
  /**
   * With fewer events there is no verdict, nor with so few that one bad event would spend the budget; 0 takes any
   * number.
   */
  minimumEvents: number;
  /** What the source answered in place of slots. */
  unusable?: Unusable;
  /** Its alerts when it was last looked at. */
  alertsBefore?: readonly AlertStanding[];
}

/**
 * The state of an objective with its numbers. The first of these that holds is its state, in the order of
 * `OBJECTIVE_STATES`:
 *
 * - *exhausted*, *burning-fast*, *burning*: verdicts. For the first there must be enough events in the window of the
 *   objective, for the others in the longest window of its alerts. While an exclusion covers the moment, alerts give no
 *   verdict.
 * - *invalid*: a window was answered with what must not become a number.
 * - *no-data*: no window has a number, or no short one of those that page ({@link lackOf}), or nothing counts because all
 *   of it is excluded.
 * - *unknown*: its history is still being read, so that its budget may be spent.
 * - *too-few-events*, *excluded*, and at last *healthy*.
 *
 * That a source does not answer is told by {@link asStale}.
 * @public
 */
export function statusOf(options: StatusOptions): StatusFacts {
  const { objective, windows, now } = options;
  const readings = readingsWithout(options);
  const budget = budgetOf(
    options.knownFrom === undefined ? options : { ...options, slots: [] },
  );
  const alerts = alertStandings({
    objective,
    windows,
    readings,
    before: options.alertsBefore,
    now,
  });
  const excludedNow = options.exclusions.some(
    ({ from, to }) => from <= now && now < to,
  );
  const verdict = verdictOf({
    ...options,
    // What exclusions take out is there all the same.
    lack: excludedNow ? {} : lackOf(options),
    readings,
    budget,
    alerts,
    excludedNow,
  });
  const { target } = objective;
  const burn = burnsOf({ windows: BURN_WINDOWS, readings, target });
  const paceOf = alerts.some(a => a.firing && a.severity === 'page')
    ? '1h'
    : '1d';
  const pace = burn.find(({ window }) => window === paceOf)?.rate;
  const exhausts =
    pace === undefined
      ? undefined
      : exhaustsInSeconds({ objective, budget, burn: pace, now });
  return {
    ...verdict,
    ...(hasNoBadSeries(options, budget) && { noBadSeries: true }),
    ...(budget.sli !== undefined && { sli: budget.sli }),
    ...(budget.left && { budget: budget.left }),
    burn,
    ...(exhausts !== undefined && { exhaustsInSeconds: exhausts, paceOf }),
    ...(budget.left && { arithmetic: budget.arithmetic }),
    burns: burnsOf({
      windows: windows.flatMap(({ short, long }) => [short, long]),
      readings,
      target,
    }),
    alerts,
  };
}

/**
 * What was last known, said as such: nothing but a budget that was spent already outlasts a source that does not
 * answer.
 * @public
 */
export function asStale<T extends { state: ObjectiveState; reason?: string }>(
  last: T,
  message: string,
): T {
  return {
    ...last,
    state: last.state === 'exhausted' ? 'exhausted' : 'unknown',
    reason: message,
  };
}

function verdictOf(
  options: StatusOptions & {
    budget: BudgetOutcome;
    alerts: readonly AlertStanding[];
    excludedNow: boolean;
    lack: ReturnType<typeof lackOf>;
  },
): Pick<StatusFacts, 'state' | 'reason'> {
  const { budget, alerts, excludedNow, lack, readings } = options;
  const few = tooFewOf(options);
  if (budget.left && budget.left.ratio <= 0 && !few.ofWindow) {
    return { state: 'exhausted' };
  }
  if (!excludedNow && !few.ofAlerts) {
    const firing = alerts.filter(alert => alert.firing);
    if (firing.some(({ severity }) => severity === 'page')) {
      return { state: 'burning-fast' };
    }
    if (firing.length > 0) {
      return { state: 'burning' };
    }
  }
  const unusable = [...readings.values()].find(
    (reading): reading is Unusable => reading.kind === 'unusable',
  );
  const invalid = unusable ?? options.unusable;
  if (invalid) {
    return { state: 'invalid', reason: invalid.message };
  }
  const { excluded } = budget.arithmetic;
  const hasNumber = [...readings.values()].some(
    reading => reading.kind === 'value',
  );
  if (!hasNumber && !budget.left && excluded.total > 0) {
    return {
      state: 'no-data',
      reason: 'All that was seen in the window of the objective is excluded.',
    };
  }
  if (!hasNumber) {
    return {
      state: 'no-data',
      reason:
        'The source has no series for it, or nothing happened in any of its windows.',
    };
  }
  if (lack.gone !== undefined) {
    return { state: 'no-data', reason: lack.gone };
  }
  if (options.knownFrom !== undefined) {
    return {
      state: 'unknown',
      reason:
        'Its history is still being read, so how much of its budget is left is not known yet.',
    };
  }
  const reason = few.ofWindow ?? few.ofAlerts;
  if (reason) {
    return { state: 'too-few-events', reason };
  }
  if (lack.idle !== undefined) {
    return { state: 'no-data', reason: lack.idle };
  }
  return excludedNow
    ? { state: 'excluded', reason: 'An exclusion covers this moment.' }
    : { state: 'healthy' };
}

/** Whether nothing bad was ever seen because nobody counts it: what the readings say, unless history knows better. */
function hasNoBadSeries(
  { readings }: Pick<StatusOptions, 'readings'>,
  { arithmetic }: BudgetOutcome,
): boolean {
  const values = [...readings.values()].filter(
    reading => reading.kind === 'value',
  );
  return (
    values.length > 0 &&
    values.every(({ noBadSeries }) => noBadSeries) &&
    arithmetic.bad === 0 &&
    arithmetic.excluded.bad === 0
  );
}

/** Why there is no verdict on the budget and on the alerts. Where events are not counted there is no such reason. */
function tooFewOf(options: StatusOptions & { budget: BudgetOutcome }): {
  ofWindow?: string;
  ofAlerts?: string;
} {
  const { budget, minimumEvents, objective, readings, windows } = options;
  const say = (events: number, of: string, needed = minimumEvents) =>
    `${Math.floor(
      events,
    )} events in ${of} are too few for a verdict; it takes ${needed}.`;
  const needed = eventsNeeded(objective, minimumEvents);
  const { unit, total } = budget.arithmetic;
  const longest = [...windows].sort((a, b) => b.longSeconds - a.longSeconds)[0];
  const reading = longest && readings.get(longest.long);
  const events = reading?.kind === 'value' ? reading.events?.total : undefined;
  return {
    ...(unit === 'events' &&
      budget.left &&
      total < needed && {
        ofWindow: say(total, 'the window of the objective', needed),
      }),
    ...(events !== undefined &&
      events < minimumEvents && {
        ofAlerts: say(events, `the last ${longest.long}`),
      }),
  };
}

/**
 * How much of its budget an objective has spent, where there is a verdict on it: not with too few events, and while its
 * source does not answer only when it was spent already.
 * @public
 */
export function spentOf(options: {
  objective: Pick<Objective, 'target'>;
  status?: {
    state: ObjectiveState;
    arithmetic?: BudgetArithmetic;
    /** Since when its source does not answer. */
    staleSince?: string;
  };
  minimumEvents: number;
}): number | undefined {
  const { objective, status, minimumEvents } = options;
  if (!status?.arithmetic || status.state === 'too-few-events') {
    return undefined;
  }
  if (status.state === 'exhausted') {
    return status.arithmetic.spent;
  }
  const { spent, total, unit } = status.arithmetic;
  const isFew =
    unit === 'events' && total < eventsNeeded(objective, minimumEvents);
  return isFew || status.staleSince !== undefined ? undefined : spent;
}

/** With fewer a single bad event spends everything, which says nothing about the service. */
function eventsNeeded(
  { target }: Pick<Objective, 'target'>,
  minimumEvents: number,
): number {
  return minimumEvents === 0
    ? 0
    : Math.max(minimumEvents, Math.ceil(1 / (1 - target) - 1e-6));
}
