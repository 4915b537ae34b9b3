import { createHash } from 'node:crypto';
import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { openDatabase } from './openDatabase';
import { NAMES, slices } from './slices';

const TABLE = 'slo_exclusions';

/** A time that does not count, as it is recorded. */
export interface StoredExclusion {
  id: string;
  service: string;
  /** All of the service when missing. */
  objective?: string;
  /** Epoch milliseconds, `to` not included. */
  from: number;
  to: number;
  reason: string;
  by: string;
  createdAt: string;
  withdrawn?: { by: string; at: string; reason: string };
}

interface Row {
  id: string;
  service: string;
  objective_id: string | null;
  begins: number | string;
  ends: number | string;
  reason: string;
  by: string;
  created_at: string;
  withdrawn_by: string | null;
  withdrawn_at: string | null;
  withdrawn_reason: string | null;
  /** What it excludes, while it does. */
  live_key: string | null;
}

/** Exclusions, also withdrawn ones, on SQLite or PostgreSQL. */
export class ExclusionStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<ExclusionStore> {
    return new ExclusionStore(await openDatabase(options.database));
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** @returns the one that excludes the same already; it is not added then */
  async add(exclusion: StoredExclusion): Promise<StoredExclusion | undefined> {
    const same = await this.#effectiveSame(exclusion);
    if (same) {
      return same;
    }
    const inserted: unknown[] = await this.#knex<Row>(TABLE)
      .insert({
        id: exclusion.id,
        service: exclusion.service,
        objective_id: exclusion.objective ?? null,
        begins: exclusion.from,
        ends: exclusion.to,
        reason: exclusion.reason,
        by: exclusion.by,
        created_at: exclusion.createdAt,
        withdrawn_by: null,
        withdrawn_at: null,
        withdrawn_reason: null,
        live_key: keyOf(exclusion),
      })
      // Of several at once, one.
      .onConflict('live_key')
      .ignore()
      .returning('id');
    return inserted.length > 0 ? undefined : this.#effectiveSame(exclusion);
  }

  async get(id: string): Promise<StoredExclusion | undefined> {
    const row = await this.#knex<Row>(TABLE).where({ id }).first();
    return row && exclusionOf(row);
  }

  /** Of several who withdraw it at once, one does. */
  async withdraw(
    id: string,
    withdrawn: { by: string; at: string; reason: string },
  ): Promise<boolean> {
    const count = await this.#knex<Row>(TABLE)
      .where({ id })
      .whereNull('withdrawn_at')
      .update({
        withdrawn_by: withdrawn.by,
        withdrawn_at: withdrawn.at,
        withdrawn_reason: withdrawn.reason,
        live_key: null,
      });
    return count === 1;
  }

  /** The latest first. Those of an objective are also those of all of its service. */
  async list(query: {
    service?: string;
    objective?: string;
    limit: number;
    offset: number;
  }): Promise<{ items: StoredExclusion[]; total: number }> {
    const matching = () => {
      const select = this.#knex<Row>(TABLE);
      if (query.service !== undefined) {
        select.where('service', query.service);
      }
      if (query.objective !== undefined) {
        const { objective } = query;
        select.where(where =>
          where.where('objective_id', objective).orWhereNull('objective_id'),
        );
      }
      return select;
    };
    const [{ total }] = await matching().count({ total: '*' });
    const rows: Row[] = await matching()
      .select('*')
      .orderBy([
        { column: 'begins', order: 'desc' },
        { column: 'id', order: 'asc' },
      ])
      .limit(query.limit)
      .offset(query.offset);
    return { items: rows.map(exclusionOf), total: Number(total) };
  }

  /** Those that count, of these services, which end after `from`. */
  async effective(
    services: readonly string[],
    from: number,
  ): Promise<StoredExclusion[]> {
    const rows: Row[] = [];
    for (const some of slices([...new Set(services)], NAMES)) {
      rows.push(
        ...(await this.#knex<Row>(TABLE)
          .whereIn('service', some)
          .whereNull('withdrawn_at')
          .where('ends', '>', from)),
      );
    }
    return rows.map(exclusionOf);
  }

  /** All that count of which a part lies in a stretch of time, epoch milliseconds. */
  async between(from: number, to: number): Promise<StoredExclusion[]> {
    const rows = await this.#knex<Row>(TABLE)
      .whereNull('withdrawn_at')
      .where('ends', '>', from)
      .where('begins', '<', to);
    return rows.map(exclusionOf);
  }

  async #effectiveSame(
    exclusion: StoredExclusion,
  ): Promise<StoredExclusion | undefined> {
    const row = await this.#knex<Row>(TABLE)
      .where({
        service: exclusion.service,
        objective_id: exclusion.objective ?? null,
        begins: exclusion.from,
        ends: exclusion.to,
        withdrawn_at: null,
      })
      .first();
    return row && exclusionOf(row);
  }
}

function keyOf(exclusion: StoredExclusion): string {
  const { service, objective = '', from, to } = exclusion;
  return createHash('sha256')
    .update(JSON.stringify([service, objective, from, to]))
    .digest('hex');
}

function exclusionOf(row: Row): StoredExclusion {
  return {
    id: row.id,
    service: row.service,
    ...(row.objective_id !== null && { objective: row.objective_id }),
    from: Number(row.begins),
    to: Number(row.ends),
    reason: row.reason,
    by: row.by,
    createdAt: row.created_at,
    ...(row.withdrawn_at !== null && {
      withdrawn: {
        by: row.withdrawn_by ?? '',
        at: row.withdrawn_at,
        reason: row.withdrawn_reason ?? '',
      },
    }),
  };
}
