import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Objective } from '@fairway/plugin-slo-common';
import type { Knex } from 'knex';
import { standsInUntil, type VersionInForce } from '../documents/inForce';
import type { OriginKind } from '../documents/types';
import {
  DOCUMENTS,
  objectiveOf,
  OBJECTIVES,
  type DocumentRow,
  type ObjectiveRow,
} from './documentRows';
import { openDatabase } from './openDatabase';
import { settle } from './settle';
import { NAMES, slices } from './slices';

/** Versions of documents that are in force, the newest or an earlier one that can be read. */
export class VersionStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<VersionStore> {
    return new VersionStore(await openDatabase(options.database));
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** By file, by bundle. */
  async of(
    kind: OriginKind,
    bundles: readonly string[],
  ): Promise<Map<string, Map<string, VersionInForce>>> {
    const versions = new Map<string, Map<string, VersionInForce>>();
    for (const some of slices(bundles, NAMES)) {
      const rows = await this.#knex<DocumentRow>(DOCUMENTS)
        .where({ kind })
        .whereIn('bundle', some);
      const objectives: Pick<ObjectiveRow, 'document_id' | 'definition'>[] =
        await this.#knex(OBJECTIVES)
          .join(DOCUMENTS, `${DOCUMENTS}.id`, `${OBJECTIVES}.document_id`)
          .where({ kind })
          .whereIn('bundle', some)
          .orderBy('position')
          .select('document_id', 'definition');
      const own = new Map<string, Objective[]>();
      for (const row of objectives) {
        const known = own.get(row.document_id) ?? [];
        known.push(objectiveOf(row));
        own.set(row.document_id, known);
      }
      for (const row of rows) {
        const files = versions.get(row.bundle) ?? new Map();
        files.set(row.file, {
          objectives: own.get(row.id) ?? [],
          ...(row.format && { format: row.format }),
          text: row.text,
          readAt: row.read_at,
          ...(row.stands_in_since && { standsInSince: row.stands_in_since }),
        });
        versions.set(row.bundle, files);
      }
    }
    return versions;
  }

  /** Versions that stood in for long enough are in force no longer. @returns whether there were any */
  async expire(now: string): Promise<boolean> {
    const rows = await this.#knex<DocumentRow>(DOCUMENTS)
      .whereNotNull('stands_in_since')
      .select('id', 'stands_in_since');
    const over = rows
      .filter(
        ({ stands_in_since: since }) => since && standsInUntil(since) <= now,
      )
      .map(({ id }) => id);
    for (const some of slices(over, NAMES)) {
      await this.#knex.transaction(async trx => {
        const objectives = () =>
          trx<ObjectiveRow>(OBJECTIVES).whereIn('document_id', some);
        const ids: string[] = await objectives().pluck('id');
        await objectives().delete();
        await trx<DocumentRow>(DOCUMENTS)
          .whereIn('id', some)
          .update({ stands_in_since: null, text: '', format: null });
        await settle(trx, ids);
      });
    }
    return over.length > 0;
  }
}
