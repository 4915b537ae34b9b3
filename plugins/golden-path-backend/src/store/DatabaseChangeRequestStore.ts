import { randomUUID } from 'node:crypto';
import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { ChangeRequestComment } from '@fairway/plugin-golden-path-common';
import type { Knex } from 'knex';
import type {
  ChangeRequestStore,
  ListChangeRequestsQuery,
  ListedChangeRequest,
  StoredApproval,
  StoredChangeRequest,
} from './ChangeRequestStore';
import { applyFilter } from './applyFilter';
import { fromListRow, fromRow, listColumns, toRow, type Row } from './rows';

export const migrationsDirectory = resolvePackagePath(
  '@fairway/plugin-golden-path-backend',
  'migrations',
);

/** Own bookkeeping of migrations: the embedded Git host keeps records in the same database. */
export const migrationsTable = 'golden_path_migrations';

/** {@link ChangeRequestStore} on SQLite or PostgreSQL. */
export class DatabaseChangeRequestStore implements ChangeRequestStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<DatabaseChangeRequestStore> {
    const knex = await options.database.getClient();
    if (!options.database.migrations?.skip) {
      await knex.migrate.latest({
        directory: migrationsDirectory,
        tableName: migrationsTable,
      });
    }
    return new DatabaseChangeRequestStore(knex);
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async save(request: StoredChangeRequest, awaiting: string[]): Promise<void> {
    const row = toRow(request);
    await this.#knex.transaction(async trx => {
      await trx<Row>('golden_path_requests')
        .insert(row)
        .onConflict('id')
        .merge();
      await replaceReviewers(trx, {
        id: request.id,
        reviewers: request.snapshot.review.reviewers,
        awaiting,
      });
    });
  }

  async get(id: string): Promise<StoredChangeRequest | undefined> {
    const row = await this.#knex<Row>('golden_path_requests')
      .where({ id })
      .first();
    return row && fromRow(row);
  }

  async getMany(ids: string[]): Promise<(ListedChangeRequest | undefined)[]> {
    const rows = await this.#knex<Row>('golden_path_requests')
      .whereIn('id', ids)
      .select(...listColumns);
    const byId = new Map(
      (await this.#withAwaiting(rows)).map(item => [item.id, item]),
    );
    return ids.map(id => byId.get(id));
  }

  async list(
    query: ListChangeRequestsQuery,
  ): Promise<{ items: ListedChangeRequest[]; total: number }> {
    const matching = () => this.#matching(query);
    const [{ total }] = await matching().count({ total: '*' });
    const rows: Row[] = await matching()
      .select(...listColumns)
      .orderBy([
        { column: 'number', order: 'desc' },
        { column: 'id', order: 'asc' },
      ])
      .limit(query.limit)
      .offset(query.offset);
    return { items: await this.#withAwaiting(rows), total: Number(total) };
  }

  async setAwaiting(id: string, awaiting: string[]): Promise<void> {
    await this.#knex.transaction(async trx => {
      await trx('golden_path_reviewers')
        .where({ request_id: id })
        .update({ awaiting: false });
      if (awaiting.length > 0) {
        await trx('golden_path_reviewers')
          .where({ request_id: id })
          .whereIn('reviewer', awaiting)
          .update({ awaiting: true });
      }
    });
  }

  async addApproval(id: string, approval: StoredApproval): Promise<void> {
    await this.#knex('golden_path_approvals')
      .insert({
        id: randomUUID(),
        request_id: id,
        by: approval.by,
        reviewers: JSON.stringify(approval.reviewers),
        at: approval.at,
        commit: approval.commit,
        account: null,
        uncounted: null,
      })
      .onConflict(['request_id', 'by', 'commit'])
      .merge(['reviewers', 'at', 'account', 'uncounted']);
  }

  async setHostApprovals(
    id: string,
    approvals: StoredApproval[],
  ): Promise<void> {
    await this.#knex.transaction(async trx => {
      await trx('golden_path_approvals')
        .where({ request_id: id })
        .whereNotNull('account')
        .delete();
      for (const { reviewers, ...approval } of approvals) {
        await trx('golden_path_approvals')
          .insert({
            ...approval,
            id: randomUUID(),
            request_id: id,
            reviewers: JSON.stringify(reviewers),
          })
          .onConflict(['request_id', 'by', 'commit'])
          .ignore();
      }
    });
  }

  async listApprovals(id: string): Promise<StoredApproval[]> {
    const rows = await this.#knex('golden_path_approvals')
      .where({ request_id: id })
      .orderBy(['at', 'id'])
      .select('by', 'reviewers', 'at', 'commit', 'account', 'uncounted');
    return rows.map(({ account, uncounted, ...row }) => ({
      ...row,
      reviewers: JSON.parse(row.reviewers),
      ...(account && { account }),
      ...(uncounted && { uncounted }),
    }));
  }

  async addComment(id: string, comment: ChangeRequestComment): Promise<void> {
    await this.#knex('golden_path_comments').insert({
      ...comment,
      request_id: id,
    });
  }

  async listComments(id: string): Promise<ChangeRequestComment[]> {
    return this.#knex('golden_path_comments')
      .where({ request_id: id })
      .orderBy(['at', 'id'])
      .select('id', 'by', 'at', 'text');
  }

  #matching(query: ListChangeRequestsQuery) {
    const select = this.#knex<Row>('golden_path_requests');
    if (query.state) {
      select.where('state', query.state);
    }
    if (query.service) {
      select.where('service', query.service);
    }
    if (query.author) {
      select.where('author', query.author);
    }
    if (query.kind) {
      select.where('kind', query.kind);
    }
    if (query.campaign) {
      select.where('campaign', query.campaign);
    }
    if (query.search) {
      const pattern = `%${query.search
        .toLocaleLowerCase('en-US')
        .replace(/[\\%_]/g, '\\$&')}%`;
      select.where(either => {
        for (const column of ['title', 'service', 'owner']) {
          either.orWhereRaw(`lower(??) like ? escape '\\'`, [column, pattern]);
        }
      });
    }
    if (query.awaiting) {
      select
        .where('state', 'open')
        .whereIn(
          'id',
          this.#knex('golden_path_reviewers')
            .where('awaiting', true)
            .whereIn('reviewer', query.awaiting.reviewers)
            .select('request_id'),
        );
      if (query.awaiting.notAuthor) {
        select.whereNot('author', query.awaiting.notAuthor);
      }
    }
    if (query.filter) {
      applyFilter({ knex: this.#knex, select, filter: query.filter });
    }
    return select;
  }

  async #withAwaiting(rows: Row[]): Promise<ListedChangeRequest[]> {
    const awaiting = await this.#knex('golden_path_reviewers')
      .where('awaiting', true)
      .whereIn(
        'request_id',
        rows.map(row => row.id),
      )
      .orderBy('reviewer')
      .select('request_id', 'reviewer');
    return rows.map(row => ({
      ...fromListRow(row),
      awaiting: awaiting
        .filter(entry => entry.request_id === row.id)
        .map(entry => entry.reviewer),
    }));
  }
}

async function replaceReviewers(
  trx: Knex.Transaction,
  options: { id: string; reviewers: string[]; awaiting: string[] },
): Promise<void> {
  await trx('golden_path_reviewers').where({ request_id: options.id }).delete();
  if (options.reviewers.length > 0) {
    await trx('golden_path_reviewers').insert(
      options.reviewers.map(reviewer => ({
        request_id: options.id,
        reviewer,
        awaiting: options.awaiting.includes(reviewer),
      })),
    );
  }
}
