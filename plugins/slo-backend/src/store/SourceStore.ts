import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { openDatabase } from './openDatabase';

const TABLE = 'slo_sources';

/** How a source did when it was asked last. */
export interface StoredSource {
  id: string;
  answeredAt?: string;
  failing?: { since: string; message: string };
  objectives: number;
}

interface Row {
  id: string;
  answered_at: string | null;
  failing_since: string | null;
  failing_message: string | null;
  objectives: number;
}

/** How sources do, for all backends: one of them asks, all of them tell. */
export class SourceStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<SourceStore> {
    return new SourceStore(await openDatabase(options.database));
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async all(): Promise<Map<string, StoredSource>> {
    const rows = await this.#knex<Row>(TABLE);
    return new Map(
      rows.map(row => [
        row.id,
        {
          id: row.id,
          ...(row.answered_at !== null && { answeredAt: row.answered_at }),
          ...(row.failing_since !== null && {
            failing: {
              since: row.failing_since,
              message: row.failing_message ?? '',
            },
          }),
          objectives: row.objectives,
        },
      ]),
    );
  }

  async save(source: StoredSource): Promise<void> {
    await this.#knex<Row>(TABLE)
      .insert({
        id: source.id,
        answered_at: source.answeredAt ?? null,
        failing_since: source.failing?.since ?? null,
        failing_message: source.failing?.message ?? null,
        objectives: source.objectives,
      })
      .onConflict('id')
      .merge();
  }
}
