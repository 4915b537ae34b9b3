import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { OriginStanding } from '@fairway/plugin-slo-common';
import type { Knex } from 'knex';
import type { OriginKind } from '../documents/types';
import { DOCUMENTS } from './documentRows';
import { openDatabase } from './openDatabase';

const TABLE = 'slo_origins';

interface Row {
  kind: OriginKind;
  answered_at: string | null;
  failing_since: string | null;
  failing_message: string | null;
}

/** When the lists of documents were read last, and what keeps them from being read. */
export class OriginStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<OriginStore> {
    return new OriginStore(await openDatabase(options.database));
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async answered(kind: OriginKind, at: string): Promise<void> {
    await this.#knex<Row>(TABLE)
      .insert({
        kind,
        answered_at: at,
        failing_since: null,
        failing_message: null,
      })
      .onConflict('kind')
      .merge();
  }

  /** Keeps since when it fails, where it did already. */
  async failed(kind: OriginKind, at: string, message: string): Promise<void> {
    await this.#knex<Row>(TABLE)
      .insert({
        kind,
        answered_at: null,
        failing_since: at,
        failing_message: message,
      })
      .onConflict('kind')
      .merge({
        failing_since: this.#knex.raw(`coalesce(??, ?)`, [
          `${TABLE}.failing_since`,
          at,
        ]),
        failing_message: message,
      });
  }

  /** Those that do not answer now and of which documents are known, which stay in force. */
  async failing(): Promise<OriginStanding[]> {
    const rows: Row[] = await this.#knex<Row>(TABLE)
      .whereNotNull('failing_since')
      .whereIn('kind', inner => inner.from(DOCUMENTS).distinct('kind'))
      .orderBy('kind');
    return rows.map(row => ({
      kind: row.kind,
      ...(row.answered_at !== null && { answeredAt: row.answered_at }),
      failing: {
        since: row.failing_since ?? '',
        message: row.failing_message ?? '',
      },
    }));
  }
}
