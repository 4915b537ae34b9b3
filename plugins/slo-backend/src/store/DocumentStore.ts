import type { DatabaseService } from '@backstage/backend-plugin-api';
import type {
  DocumentOrigin,
  Ownership,
  SloDocumentSummary,
} from '@fairway/plugin-slo-common';
import type { Knex } from 'knex';
import { componentRef } from '../documents/speaking';
import {
  ORIGIN_KINDS,
  type FailedBundle,
  type OriginKind,
  type ReadBundle,
} from '../documents/types';
import {
  documentIdOf,
  documentRowOf,
  DOCUMENTS,
  objectiveRowOf,
  OBJECTIVES,
  originOf,
  problemsOf,
  standsInOf,
  type DocumentRow,
  type ObjectiveRow,
} from './documentRows';
import { openDatabase } from './openDatabase';
import { settle } from './settle';

/** Names in one statement: SQLite takes no more than so many parameters. */
const SLICE = 500;
/** Rows in one insert, for the same reason. */
const ROWS = 50;

export interface DocumentsQuery {
  kind?: OriginKind;
  /** Only those with a problem. */
  broken?: boolean;
  search?: string;
  limit: number;
  offset: number;
}

type SummaryRow = Omit<DocumentRow, 'text' | 'hash' | 'precedence' | 'bundle'>;

/** Documents with objectives, as they were last read. */
export class DocumentStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<DocumentStore> {
    return new DocumentStore(await openDatabase(options.database));
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Hashes of documents by file, by bundle. */
  async hashes(kind: OriginKind): Promise<Map<string, Map<string, string>>> {
    const rows = await this.#knex<DocumentRow>(DOCUMENTS)
      .where({ kind })
      .select('bundle', 'file', 'hash');
    const bundles = new Map<string, Map<string, string>>();
    for (const { bundle, file, hash } of rows) {
      const files = bundles.get(bundle) ?? new Map<string, string>();
      bundles.set(bundle, files.set(file, hash));
    }
    return bundles;
  }

  /**
   * Puts these bundles in the place of what was known of them, in one step: nobody sees a list without them. Ownerships
   * by component.
   */
  async replace(options: {
    bundles: readonly ReadBundle[];
    ownerships: ReadonlyMap<string, Ownership>;
    readAt: string;
  }): Promise<void> {
    await this.#knex.transaction(async trx => {
      const ids = new Set<string>();
      for (const bundle of options.bundles) {
        for (const id of await removeBundle(trx, bundle)) {
          ids.add(id);
        }
        await insertBundle(trx, { ...options, bundle });
        for (const { objectives } of bundle.documents) {
          objectives.forEach(({ id }) => ids.add(id));
        }
      }
      await settle(trx, ids);
    });
  }

  /** Takes bundles away that are no longer there. */
  async remove(kind: OriginKind, bundles: readonly string[]): Promise<void> {
    await this.#knex.transaction(async trx => {
      for (const bundle of bundles) {
        await settle(trx, await removeBundle(trx, { kind, bundle }));
      }
    });
  }

  /** Keeps what was known of a bundle, and says why it is not newer. */
  async fail(failed: FailedBundle, readAt: string): Promise<void> {
    const { kind, bundle, origin, file } = failed;
    const message = failed.message.replaceAll('\0', '\uFFFD');
    const count = await this.#knex<DocumentRow>(DOCUMENTS)
      .where({ kind, bundle })
      .update({ failure: message });
    if (count === 0) {
      await this.#knex<DocumentRow>(DOCUMENTS)
        .insert({
          id: documentIdOf({ kind, bundle, file }),
          kind,
          bundle,
          precedence: ORIGIN_KINDS.indexOf(kind),
          origin: JSON.stringify(origin),
          file,
          format: null,
          text: '',
          hash: '',
          problems: '[]',
          problem_count: 0,
          failure: message,
          read_at: readAt,
          stands_in_since: null,
        })
        .onConflict('id')
        .merge(['failure']);
    }
  }

  /** A bundle that could be found again, as it was. */
  async wasFound(kind: OriginKind, bundles: readonly string[]): Promise<void> {
    for (let from = 0; from < bundles.length; from += SLICE) {
      await this.#knex<DocumentRow>(DOCUMENTS)
        .where({ kind })
        .whereNotNull('failure')
        .whereIn('bundle', bundles.slice(from, from + SLICE))
        .update({ failure: null });
    }
  }

  /** Documents by origin and file, those with problems first. */
  async list(
    query: DocumentsQuery,
  ): Promise<{ items: SloDocumentSummary[]; total: number }> {
    const matching = () => {
      const select = this.#knex<DocumentRow>(DOCUMENTS);
      if (query.kind) {
        select.where('kind', query.kind);
      }
      if (query.broken) {
        select.where(isBroken);
      }
      if (query.search) {
        const pattern = `%${query.search
          .toLocaleLowerCase('en-US')
          .replace(/[\\%_]/g, '\\$&')}%`;
        select.whereRaw(`lower(file) like ? escape '\\'`, [pattern]);
      }
      return select;
    };
    const [{ total }] = await matching().count({ total: '*' });
    const rows: SummaryRow[] = await matching()
      .select(
        'id',
        'kind',
        'origin',
        'file',
        'format',
        'problems',
        'problem_count',
        'failure',
        'read_at',
        'stands_in_since',
      )
      .orderBy(['precedence', 'file', 'id'])
      .limit(query.limit)
      .offset(query.offset);
    return { items: await this.#summaries(rows), total: Number(total) };
  }

  /** The document with its text. */
  async get(
    id: string,
  ): Promise<(SloDocumentSummary & { text: string }) | undefined> {
    const row = await this.#knex<DocumentRow>(DOCUMENTS).where({ id }).first();
    if (!row) {
      return undefined;
    }
    const [summary] = await this.#summaries([row]);
    return { ...summary, text: row.text };
  }

  /** How many cannot be read, or not wholly. */
  async broken(): Promise<number> {
    const [{ total }] = await this.#knex<DocumentRow>(DOCUMENTS)
      .where(isBroken)
      .count({ total: '*' });
    return Number(total);
  }

  /** Of all objectives, those that do not stand too: the services a document speaks for. */
  async servicesOf(id: string): Promise<string[]> {
    return this.#knex<ObjectiveRow>(OBJECTIVES)
      .where({ document_id: id })
      .distinct('service')
      .pluck('service');
  }

  async #summaries(rows: SummaryRow[]): Promise<SloDocumentSummary[]> {
    const ids = rows.map(({ id }) => id);
    const objectives: Pick<
      ObjectiveRow,
      'document_id' | 'id' | 'title' | 'stands'
    >[] = await this.#knex<ObjectiveRow>(OBJECTIVES)
      .whereIn('document_id', ids)
      .orderBy(['document_id', 'position'])
      .select('document_id', 'id', 'title', 'stands');
    const beaten = objectives.filter(({ stands }) => !stands);
    const winners = await this.#winnersOf(beaten.map(({ id }) => id));
    return rows.map(row => {
      const own = objectives.filter(each => each.document_id === row.id);
      const standsIn = standsInOf(row);
      return {
        id: row.id,
        origin: originOf(row),
        file: row.file,
        ...(row.format && { format: row.format }),
        objectives: own.map(({ id, title }) => ({ id, title })),
        problems: [
          ...problemsOf(row),
          ...own
            .filter(({ stands }) => !stands)
            .map(({ id }) => ({
              file: row.file,
              at: '',
              message: `${id} is also in ${
                winners.get(id) ?? 'another document'
              }, which comes first`,
              found: id,
              remedy: 'Give one of them another name',
            })),
        ],
        readAt: row.read_at,
        ...(standsIn && { standsIn }),
      };
    });
  }

  /** Where the objectives stand that others lost against. */
  async #winnersOf(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) {
      return new Map();
    }
    const rows: { id: string; file: string; origin: string }[] =
      await this.#knex(OBJECTIVES)
        .join(DOCUMENTS, `${DOCUMENTS}.id`, `${OBJECTIVES}.document_id`)
        .where('stands', true)
        .whereIn(`${OBJECTIVES}.id`, ids)
        .select(
          `${OBJECTIVES}.id as id`,
          `${DOCUMENTS}.file as file`,
          `${DOCUMENTS}.origin as origin`,
        );
    return new Map(
      rows.map(row => [row.id, `${row.file} (${wordsOf(originOf(row))})`]),
    );
  }
}

/** For people: where a document is from. */
function wordsOf(origin: DocumentOrigin): string {
  switch (origin.kind) {
    case 'golden-path':
      return 'golden path';
    case 'catalog':
      return `named by ${origin.entity}`;
    case 'git':
      return origin.url;
    default:
      return `uploaded by ${origin.by}`;
  }
}

function isBroken(where: Knex.QueryBuilder): void {
  where
    .where('problem_count', '>', 0)
    .orWhereNotNull('failure')
    .orWhereIn('id', inner =>
      inner.from(OBJECTIVES).where('stands', false).select('document_id'),
    );
}

/** @returns ids of the objectives that it had */
async function removeBundle(
  trx: Knex,
  of: { kind: OriginKind; bundle: string },
): Promise<string[]> {
  const { kind, bundle } = of;
  const own = () => trx<DocumentRow>(DOCUMENTS).where({ kind, bundle });
  const objectives = () =>
    trx<ObjectiveRow>(OBJECTIVES).whereIn('document_id', own().select('id'));
  const ids: string[] = await objectives().pluck('id');
  await objectives().delete();
  await own().delete();
  return ids;
}

async function insertBundle(
  trx: Knex,
  options: {
    bundle: ReadBundle;
    ownerships: ReadonlyMap<string, Ownership>;
    readAt: string;
  },
): Promise<void> {
  const { bundle, ownerships, readAt } = options;
  for (const document of bundle.documents) {
    const row = documentRowOf({ document, of: bundle, readAt });
    await trx<DocumentRow>(DOCUMENTS).insert(row);
    const rows = document.objectives.map((objective, position) => {
      const { service } = objective;
      const component =
        document.components?.get(service) ?? componentRef(service);
      return objectiveRowOf({
        objective,
        documentId: row.id,
        position,
        component,
        ownership: ownerships.get(component),
      });
    });
    for (let from = 0; from < rows.length; from += ROWS) {
      await trx(OBJECTIVES).insert(rows.slice(from, from + ROWS));
    }
  }
}
