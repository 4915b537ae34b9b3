import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { HostCheck, HostComment } from '../requests';
import type {
  RequestStore,
  StoredRequest,
  StoredRequestFilter,
} from './RequestStore';
import {
  fromCheckRow,
  fromCommentRow,
  fromRow,
  toChange,
  toCheckRow,
  toRow,
  type CheckRow,
  type CommentRow,
  type RequestRow,
} from './rows';

const REQUESTS = 'local_git_requests';
const COMMENTS = 'local_git_comments';
const CHECKS = 'local_git_checks';
const COUNTERS = 'local_git_counters';
const COUNTER = 'requests';
/** Placeholders that every database takes in one statement. */
const MAX_IN = 500;

export const migrationsDirectory = resolvePackagePath(
  '@fairway/connectors',
  'migrations',
);

/** Own bookkeeping of migrations: the plugin that owns the database has its own tables in it. */
export const migrationsTable = 'local_git_migrations';

/** {@link RequestStore} on SQLite or PostgreSQL. */
export class DatabaseRequestStore implements RequestStore {
  static async create(options: {
    database: Pick<DatabaseService, 'getClient' | 'migrations'>;
  }): Promise<DatabaseRequestStore> {
    const knex = await options.database.getClient();
    if (!options.database.migrations?.skip) {
      await knex.migrate.latest({
        directory: migrationsDirectory,
        tableName: migrationsTable,
      });
    }
    await knex(COUNTERS)
      .insert({ name: COUNTER, value: 0 })
      .onConflict('name')
      .ignore();
    return new DatabaseRequestStore(knex);
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async nextNumber(): Promise<number> {
    // One statement: the row is the arbiter between processes.
    const [{ value }] = await this.#knex<{ name: string; value: number }>(
      COUNTERS,
    )
      .where({ name: COUNTER })
      .increment('value', 1)
      .returning('value');
    return value;
  }

  async reserveNumbers(upTo: number): Promise<void> {
    await this.#knex(COUNTERS)
      .where({ name: COUNTER })
      .andWhere('value', '<', upTo)
      .update({ value: upTo });
  }

  async put(request: StoredRequest): Promise<void> {
    await this.#knex<RequestRow>(REQUESTS)
      .insert(toRow(request))
      .onConflict('number')
      .merge();
  }

  async add(request: StoredRequest): Promise<void> {
    await this.#knex<RequestRow>(REQUESTS)
      .insert(toRow(request))
      .onConflict('number')
      .ignore();
  }

  async change(
    number: number,
    change: Partial<Omit<StoredRequest, 'number' | 'key'>>,
    options?: { state: StoredRequest['state'] },
  ): Promise<boolean> {
    const changed = await this.#knex<RequestRow>(REQUESTS)
      .where({ number, ...(options && { state: options.state }) })
      .update(toChange(change));
    return changed > 0;
  }

  async get(number: number): Promise<StoredRequest | undefined> {
    const row = await this.#knex<RequestRow>(REQUESTS)
      .where({ number })
      .first();
    return row && fromRow(row);
  }

  async findOpen(key: string): Promise<StoredRequest | undefined> {
    const row = await this.#knex<RequestRow>(REQUESTS)
      .where({ key, state: 'open' })
      .orderBy('number', 'desc')
      .first();
    return row && fromRow(row);
  }

  async allOpen(): Promise<StoredRequest[]> {
    const rows = await this.#knex<RequestRow>(REQUESTS)
      .where({ state: 'open' })
      .orderBy('number');
    return rows.map(fromRow);
  }

  async known(numbers: number[]): Promise<Set<number>> {
    const known = new Set<number>();
    for (let start = 0; start < numbers.length; start += MAX_IN) {
      const rows = await this.#knex<RequestRow>(REQUESTS)
        .whereIn('number', numbers.slice(start, start + MAX_IN))
        .select('number');
      for (const row of rows) {
        known.add(row.number);
      }
    }
    return known;
  }

  async list(
    query: StoredRequestFilter & { below?: number; limit: number },
  ): Promise<{ items: StoredRequest[]; total: number }> {
    const { below, limit } = query;
    const rows = await this.#filtered(query)
      .modify(builder => {
        if (below !== undefined) {
          builder.andWhere('number', '<', below);
        }
      })
      .orderBy('number', 'desc')
      .limit(limit);
    return {
      items: rows.map(fromRow),
      total: await countOf(this.#filtered(query)),
    };
  }

  async addComment(number: number, comment: HostComment): Promise<void> {
    const { id, by, at, text } = comment;
    await this.#knex(COMMENTS).insert({ id, number, by, at, text });
  }

  async listComments(
    number: number,
    query: { after?: number; limit: number },
  ): Promise<{
    items: { sequence: number; comment: HostComment }[];
    total: number;
    more: boolean;
  }> {
    const { after = 0, limit } = query;
    const rows = await this.#knex<CommentRow>(COMMENTS)
      .where({ number })
      .andWhere('sequence', '>', after)
      .orderBy('sequence')
      .limit(limit + 1);
    return {
      items: rows.slice(0, limit).map(row => ({
        sequence: row.sequence,
        comment: fromCommentRow(row),
      })),
      total: await countOf(this.#knex(COMMENTS).where({ number })),
      more: rows.length > limit,
    };
  }

  async setCheck(number: number, check: HostCheck): Promise<void> {
    await this.#knex<CheckRow>(CHECKS)
      .insert(toCheckRow(number, check))
      .onConflict(['number', 'commit', 'name'])
      .merge();
  }

  async listChecks(number: number, commit: string): Promise<HostCheck[]> {
    const rows = await this.#knex<CheckRow>(CHECKS)
      .where({ number, commit })
      .orderBy('name');
    return rows.map(fromCheckRow);
  }

  #filtered({ state, key, author, search }: StoredRequestFilter) {
    return this.#knex<RequestRow>(REQUESTS).modify(builder => {
      if (state) {
        builder.andWhere({ state });
      }
      if (key) {
        builder.andWhere({ key });
      }
      if (author) {
        builder.andWhere({ author });
      }
      if (search) {
        builder.andWhereRaw("lower(title) like ? escape '!'", [
          `%${search.toLowerCase().replace(/[!%_]/g, '!$&')}%`,
        ]);
      }
    });
  }
}

async function countOf(query: Knex.QueryBuilder): Promise<number> {
  const [{ count }] = await query.count({ count: '*' });
  return Number(count);
}
