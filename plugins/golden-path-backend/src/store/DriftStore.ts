import type { DatabaseService } from '@backstage/backend-plugin-api';
import type {
  DriftQuery,
  DriftState,
} from '@fairway/plugin-golden-path-common';
import type { Knex } from 'knex';
import {
  columns,
  detailsOf,
  recordOf,
  rowOf,
  type DriftFound,
  type DriftRecord,
  type Row,
} from './driftRows';

const TABLE = 'golden_path_drift';
const LOOKS = 'golden_path_drift_looks';
/** Names in one statement: SQLite takes no more than so many parameters. */
const SLICE = 500;

/** A look at the whole repository. */
export interface DriftLook {
  /** End of the last one, ISO 8601. */
  checkedAt?: string;
  commit?: string;
  /** Of the one that is under way; `movedAt` is when it went on the last time. */
  running?: { done: number; services: number; movedAt: string };
}

/** What looks for drift found, on SQLite or PostgreSQL. The tables are those of the change requests' migrations. */
export class DriftStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<DriftStore> {
    return new DriftStore(await options.database.getClient());
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The worst first, then by name. */
  async list(
    query: Omit<DriftQuery, 'cursor'> & { limit: number; offset: number },
  ): Promise<{ items: DriftRecord[]; total: number }> {
    const matching = () => {
      const select = this.#matching(query);
      return query.state ? select.where('state', query.state) : select;
    };
    const [{ total }] = await matching().count({ total: '*' });
    const rows = await matching()
      .select(...columns)
      .orderBy(['rank', 'service'])
      .limit(query.limit)
      .offset(query.offset);
    return { items: rows.map(recordOf), total: Number(total) };
  }

  /** How many are in each state, whatever state the query asks for. */
  async counts(
    query: Omit<DriftQuery, 'cursor' | 'state' | 'limit'>,
  ): Promise<Record<DriftState, number>> {
    const rows: { state: DriftState; total: number | string }[] =
      await this.#matching(query)
        .select('state')
        .count({ total: '*' })
        .groupBy('state');
    const counts = {
      unreadable: 0,
      edited: 0,
      expired: 0,
      denied: 0,
      behind: 0,
      none: 0,
    };
    for (const { state, total } of rows) {
      counts[state] = Number(total);
    }
    return counts;
  }

  async get(service: string): Promise<DriftFound | undefined> {
    return (await this.getMany([service])).get(service);
  }

  async getMany(services: readonly string[]): Promise<Map<string, DriftFound>> {
    const rows = await this.#knex<Row>(TABLE).whereIn('service', services);
    return new Map(
      rows.map(row => [
        row.service,
        { ...recordOf(row), details: detailsOf(row) },
      ]),
    );
  }

  /** Writes what was found, in the place of what was found before. */
  async save(records: readonly DriftFound[]): Promise<void> {
    if (records.length === 0) {
      return;
    }
    await this.#knex.transaction(async trx => {
      for (const record of records) {
        const row = rowOf(record);
        const { service, ...rest } = row;
        await trx<Row & { told: boolean }>(TABLE)
          .insert({ ...row, told: false })
          .onConflict('service')
          .merge(rest);
      }
    });
  }

  async names(): Promise<string[]> {
    return this.#knex<Row>(TABLE).pluck('service');
  }

  /** Versions of the contract that some service still names. */
  async contractVersions(): Promise<Set<string>> {
    const versions: (string | null)[] = await this.#knex<Row>(TABLE)
      .distinct('contract_version')
      .pluck('contract_version');
    return new Set(versions.filter(version => version !== null));
  }

  async delete(services: readonly string[]): Promise<void> {
    for (let from = 0; from < services.length; from += SLICE) {
      await this.#knex(TABLE)
        .whereIn('service', services.slice(from, from + SLICE))
        .delete();
    }
  }

  /** @returns whether telling the team of edits by hand is the caller's to do: false when somebody did. */
  async claimTelling(service: string): Promise<boolean> {
    const count = await this.#knex(TABLE)
      .where({ service, told: false })
      .update({ told: true });
    return count > 0;
  }

  /** The next edit by hand is told of again. */
  async forgetTelling(services: readonly string[]): Promise<void> {
    await this.#knex(TABLE)
      .whereIn('service', services)
      .update({ told: false });
  }

  async look(): Promise<DriftLook> {
    const row = await this.#knex(LOOKS).where({ id: 1 }).first();
    return {
      ...(row?.checked_at && { checkedAt: row.checked_at }),
      ...(row?.commit && { commit: row.commit }),
      ...(row?.moved_at && {
        running: {
          done: row.done,
          services: row.services,
          movedAt: row.moved_at,
        },
      }),
    };
  }

  async lookIsAt(running: NonNullable<DriftLook['running']>): Promise<void> {
    const { done, services, movedAt } = running;
    await this.#knex(LOOKS)
      .insert({ id: 1, done, services, moved_at: movedAt })
      .onConflict('id')
      .merge();
  }

  async lookEnded(end: { checkedAt: string; commit: string }): Promise<void> {
    await this.#knex(LOOKS)
      .insert({
        id: 1,
        checked_at: end.checkedAt,
        commit: end.commit,
        done: null,
        services: null,
        moved_at: null,
      })
      .onConflict('id')
      .merge();
  }

  #matching(query: Pick<DriftQuery, 'team' | 'tier' | 'search'>) {
    const select = this.#knex<Row>(TABLE);
    if (query.team) {
      select.where('team', query.team);
    }
    if (query.tier) {
      select.where('tier', query.tier);
    }
    if (query.search) {
      const pattern = `%${query.search
        .toLocaleLowerCase('en-US')
        .replace(/[\\%_]/g, '\\$&')}%`;
      select.where(either => {
        for (const column of ['service', 'team']) {
          either.orWhereRaw(`lower(??) like ? escape '\\'`, [column, pattern]);
        }
      });
    }
    return select;
  }
}
