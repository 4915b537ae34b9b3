import type {
  AlertStanding,
  BudgetArithmetic,
  Burn,
  ObjectiveState,
} from '@fairway/plugin-slo-common';

/** Table of the status of each objective; columns are those of {@link StatusColumns}. */
export const STATUS_TABLE = 'slo_status';

/** Status of one objective as it lies in the database, with a column for whatever the fleet page sorts or filters by. */
export interface StatusColumns {
  objective_id: string;
  state: ObjectiveState;
  reason: string | null;
  sli: number | null;
  /** Share of the budget that is left. */
  budget_ratio: number | null;
  budget_minutes: number | null;
  budget_events: number | null;
  burn_1h: number | null;
  burn_6h: number | null;
  burn_1d: number | null;
  burn_3d: number | null;
  exhausts_in_seconds: number | null;
  /** ISO 8601, UTC. */
  at: string | null;
  stale_since: string | null;
  /** JSON of {@link StatusRest}. */
  status: string;
}

/** What nothing is sorted by. */
export interface StatusRest {
  arithmetic?: BudgetArithmetic;
  /** Of the windows of its alerts. */
  burns: Burn[];
  alerts: AlertStanding[];
  /** Window whose pace the time to exhaustion goes by. */
  paceOf?: string;
  /** Id of the source that was asked. */
  source?: string;
}

/** {@link StatusColumns} read. */
export interface StatusRow extends StatusRest {
  id: string;
  state: ObjectiveState;
  reason?: string;
  sli?: number;
  budget?: { ratio: number; minutes: number; events?: number };
  /** Burn rates of 1 h, 6 h, 1 d and 3 d. */
  burn: Burn[];
  exhaustsInSeconds?: number;
  at?: string;
  staleSince?: string;
}
