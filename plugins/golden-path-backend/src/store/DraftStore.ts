import type { DatabaseService } from '@backstage/backend-plugin-api';
import type {
  AuthoringDraft,
  AuthoringDraftSummary,
} from '@fairway/plugin-golden-path-common';
import type { Knex } from 'knex';

const TABLE = 'golden_path_drafts';

/** A row: texts are apart from what a list shows. */
interface Row {
  id: string;
  title: string;
  paths: string;
  changes: string;
  based_on: string;
  revision: number;
  changed_by: string;
  changed_at: string;
}

/** Drafts of contract authors, on SQLite or PostgreSQL. The tables are those of the change requests' migrations. */
export class DraftStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<DraftStore> {
    return new DraftStore(await options.database.getClient());
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Newest first, without texts. */
  async list(): Promise<AuthoringDraftSummary[]> {
    const rows = await this.#knex<Row>(TABLE)
      .select('id', 'title', 'paths', 'changed_by', 'changed_at')
      .orderBy([
        { column: 'changed_at', order: 'desc' },
        { column: 'id', order: 'asc' },
      ]);
    return rows.map(summaryOf);
  }

  async get(id: string): Promise<AuthoringDraft | undefined> {
    const row = await this.#knex<Row>(TABLE).where({ id }).first();
    return (
      row && {
        ...summaryOf(row),
        changes: JSON.parse(row.changes),
        basedOn: row.based_on,
        revision: row.revision,
      }
    );
  }

  /** @returns whether there was room for another one. */
  async add(
    draft: AuthoringDraft,
    options: { limit: number },
  ): Promise<boolean> {
    return this.#knex.transaction(async trx => {
      const [{ total }] = await trx(TABLE).count({ total: '*' });
      if (Number(total) >= options.limit) {
        return false;
      }
      await trx<Row>(TABLE).insert(rowOf(draft));
      return true;
    });
  }

  /**
   * Writes the draft in the place of the revision before it.
   * @returns whether that revision was still there.
   */
  async replace(draft: AuthoringDraft): Promise<boolean> {
    const { id, ...row } = rowOf(draft);
    const count = await this.#knex<Row>(TABLE)
      .where({ id, revision: draft.revision - 1 })
      .update(row);
    return count > 0;
  }

  /** @returns whether there was one. */
  async delete(id: string): Promise<boolean> {
    return (await this.#knex<Row>(TABLE).where({ id }).delete()) > 0;
  }
}

function summaryOf(
  row: Pick<Row, 'id' | 'title' | 'paths' | 'changed_by' | 'changed_at'>,
): AuthoringDraftSummary {
  return {
    id: row.id,
    title: row.title,
    paths: JSON.parse(row.paths),
    changedBy: row.changed_by,
    changedAt: row.changed_at,
  };
}

function rowOf(draft: AuthoringDraft): Row {
  return {
    id: draft.id,
    title: draft.title,
    paths: JSON.stringify(draft.paths),
    changes: JSON.stringify(draft.changes),
    based_on: draft.basedOn,
    revision: draft.revision,
    changed_by: draft.changedBy,
    changed_at: draft.changedAt,
  };
}
