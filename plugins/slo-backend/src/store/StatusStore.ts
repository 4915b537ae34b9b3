import type { DatabaseService } from '@backstage/backend-plugin-api';
import type {
  AlertStanding,
  BudgetArithmetic,
  Burn,
  ObjectiveState,
  Reading,
} from '@fairway/plugin-slo-common';
import type { Knex } from 'knex';
import { openDatabase } from './openDatabase';
import { NAMES, slices } from './slices';

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
  /** There are events, and no series of bad ones; 0 or 1 on SQLite. */
  no_bad_series: boolean | number;
  /** Window whose pace the time to exhaustion goes by. */
  pace_of: string | null;
  /** How often it was written; text on PostgreSQL. */
  version: number | string;
  /** JSON of {@link StatusRest}. */
  status: string;
}

/** What nothing is sorted by. */
export interface StatusRest {
  arithmetic?: BudgetArithmetic;
  /** Of the windows of its alerts. */
  burns: Burn[];
  alerts: AlertStanding[];
  /** Id of the source that was asked. */
  source?: string;
  /** What it answered last, by window, for when an exclusion changes what counts of it. */
  readings?: [window: string, reading: Reading][];
}

/** {@link StatusColumns} read. */
export interface StatusRow extends StatusRest {
  id: string;
  state: ObjectiveState;
  reason?: string;
  noBadSeries?: true;
  sli?: number;
  budget?: { ratio: number; minutes: number; events?: number };
  /** Burn rates of 1 h, 6 h, 1 d and 3 d. */
  burn: Burn[];
  exhaustsInSeconds?: number;
  /** Window whose pace that is. */
  paceOf?: string;
  at?: string;
  staleSince?: string;
}

/** A status as it was read, with how often it has been written. */
export interface KnownStatus {
  row: StatusRow;
  version: number;
}

/** Rows in one statement. */
const ROWS = 100;

/** What was said of each objective last, on SQLite or PostgreSQL. */
export class StatusStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<StatusStore> {
    return new StatusStore(await openDatabase(options.database));
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async get(id: string): Promise<StatusRow | undefined> {
    return (await this.getMany([id])).get(id);
  }

  async getMany(ids: readonly string[]): Promise<Map<string, StatusRow>> {
    const known = await this.known(ids);
    return new Map([...known].map(([id, { row }]) => [id, row]));
  }

  /** As {@link StatusStore.getMany}, with what {@link StatusStore.replace} asks for. */
  async known(ids: readonly string[]): Promise<Map<string, KnownStatus>> {
    const rows: StatusColumns[] = [];
    for (const some of slices(ids, NAMES)) {
      rows.push(
        ...(await this.#knex<StatusColumns>(STATUS_TABLE).whereIn(
          'objective_id',
          some,
        )),
      );
    }
    return new Map(
      rows.map(row => [
        row.objective_id,
        { row: rowOf(row), version: Number(row.version) },
      ]),
    );
  }

  /**
   * Writes statuses in place of those that were known, each only if nobody else wrote it in between.
   *
   * @returns ids of those that were written
   */
  async replace(
    changes: readonly { known?: KnownStatus; row: StatusRow }[],
  ): Promise<Set<string>> {
    const columns = changes
      .map(({ known, row }) => ({
        ...columnsOf(row),
        version: (known?.version ?? 0) + 1,
      }))
      // Two backends that write the same rows in different orders would wait for each other for ever.
      .sort((a, b) => (a.objective_id < b.objective_id ? -1 : 1));
    const written = new Set<string>();
    await this.#knex.transaction(async trx => {
      for (const some of slices(columns, ROWS)) {
        const rows: { objective_id: string }[] = await trx<StatusColumns>(
          STATUS_TABLE,
        )
          .insert(some)
          .onConflict('objective_id')
          .merge()
          .where(`${STATUS_TABLE}.version`, trx.raw('excluded.version - 1'))
          .returning('objective_id');
        rows.forEach(({ objective_id }) => written.add(objective_id));
      }
    });
    return written;
  }

  async delete(ids: readonly string[]): Promise<void> {
    for (const some of slices(ids, NAMES)) {
      await this.#knex(STATUS_TABLE).whereIn('objective_id', some).delete();
    }
  }
}

const BURNS = [
  ['1h', 'burn_1h'],
  ['6h', 'burn_6h'],
  ['1d', 'burn_1d'],
  ['3d', 'burn_3d'],
] as const;

function columnsOf(row: StatusRow): Omit<StatusColumns, 'version'> {
  const rate = (name: string) =>
    row.burn.find(({ window }) => window === name)?.rate ?? null;
  const { arithmetic, burns, alerts, source, readings } = row;
  const rest: StatusRest = { arithmetic, burns, alerts, source, readings };
  return {
    objective_id: row.id,
    state: row.state,
    reason: row.reason ?? null,
    sli: row.sli ?? null,
    budget_ratio: row.budget?.ratio ?? null,
    budget_minutes: row.budget?.minutes ?? null,
    budget_events: row.budget?.events ?? null,
    burn_1h: rate('1h'),
    burn_6h: rate('6h'),
    burn_1d: rate('1d'),
    burn_3d: rate('3d'),
    exhausts_in_seconds: row.exhaustsInSeconds ?? null,
    at: row.at ?? null,
    stale_since: row.staleSince ?? null,
    no_bad_series: row.noBadSeries ?? false,
    pace_of: row.paceOf ?? null,
    status: JSON.stringify(rest),
  };
}

function rowOf(columns: StatusColumns): StatusRow {
  // What {@link columnsOf} wrote.
  const rest: StatusRest = JSON.parse(columns.status);
  const { budget_ratio: ratio, budget_minutes: minutes } = columns;
  return {
    id: columns.objective_id,
    state: columns.state,
    ...(columns.reason !== null && { reason: columns.reason }),
    ...(columns.no_bad_series && { noBadSeries: true as const }),
    ...(columns.sli !== null && { sli: columns.sli }),
    ...(ratio !== null &&
      minutes !== null && {
        budget: {
          ratio,
          minutes,
          ...(columns.budget_events !== null && {
            events: columns.budget_events,
          }),
        },
      }),
    burn: BURNS.map(([window, column]) => {
      const rate = columns[column];
      return { window, ...(rate !== null && { rate }) };
    }),
    ...(columns.exhausts_in_seconds !== null && {
      exhaustsInSeconds: columns.exhausts_in_seconds,
    }),
    ...(columns.pace_of !== null && { paceOf: columns.pace_of }),
    ...(columns.at !== null && { at: columns.at }),
    ...(columns.stale_since !== null && { staleSince: columns.stale_since }),
    ...rest,
  };
}
