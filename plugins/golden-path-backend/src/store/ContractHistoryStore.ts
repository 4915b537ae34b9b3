import { gunzipSync, gzipSync } from 'node:zlib';
import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { z } from 'zod';

const TABLE = 'golden_path_contracts';
const filesSchema = z.record(z.string(), z.string());

/** A contract that was in force, without its files. */
export interface ContractRecord {
  /** SHA-256 of its files, hexadecimal. */
  fingerprint: string;
  version: string;
  /** ISO 8601, UTC: when it came into force the last time. */
  since: string;
}

interface Row extends ContractRecord {
  files: string;
}

/** Contracts that were in force, on SQLite or PostgreSQL. The tables are those of the change requests' migrations. */
export class ContractHistoryStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<ContractHistoryStore> {
    return new ContractHistoryStore(await options.database.getClient());
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The newest first. */
  async list(): Promise<ContractRecord[]> {
    return this.#knex<Row>(TABLE)
      .select('fingerprint', 'version', 'since')
      .orderBy([
        { column: 'since', order: 'desc' },
        { column: 'fingerprint', order: 'asc' },
      ]);
  }

  /** Adds a contract, or moves a known one to where `since` says. */
  async put(
    record: ContractRecord,
    files: Readonly<Record<string, string>>,
  ): Promise<void> {
    await this.#knex<Row>(TABLE)
      .insert({
        ...record,
        files: gzipSync(JSON.stringify(files)).toString('base64'),
      })
      .onConflict('fingerprint')
      .merge(['since']);
  }

  /** Texts by path; undefined when there is no such contract. */
  async files(
    fingerprint: string,
  ): Promise<Record<string, string> | undefined> {
    const row = await this.#knex<Row>(TABLE).where({ fingerprint }).first();
    return (
      row &&
      filesSchema.parse(
        JSON.parse(gunzipSync(Buffer.from(row.files, 'base64')).toString()),
      )
    );
  }

  async delete(fingerprints: string[]): Promise<void> {
    await this.#knex(TABLE).whereIn('fingerprint', fingerprints).delete();
  }
}
