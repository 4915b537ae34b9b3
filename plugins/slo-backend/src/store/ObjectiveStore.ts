import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Problem } from '@fairway/plugin-golden-path-common';
import type {
  DocumentOrigin,
  Ownership,
  SloFormat,
  StandIn,
} from '@fairway/plugin-slo-common';
import type { Knex } from 'knex';
import type { ObjectiveDirectory, TrackedObjective } from '../collect/types';
import {
  DOCUMENTS,
  objectiveOf,
  OBJECTIVES,
  originOf,
  ownershipColumns,
  ownershipOf,
  problemsOf,
  standsInOf,
  type DocumentRow,
  type ObjectiveRow,
} from './documentRows';
import { openDatabase } from './openDatabase';

/** Names in one statement: SQLite takes no more than so many parameters. */
const SLICE = 500;

/** An objective with the document that it stands in. */
export interface DocumentedObjective extends TrackedObjective {
  origin: DocumentOrigin;
  text: string;
  format: SloFormat;
  /** When the document's newest version cannot be read and an earlier one is judged. */
  standsIn?: StandIn;
  /** What is wrong in the document's newest version. */
  problems: Problem[];
}

/** Objectives that stand: one for each id. */
export class ObjectiveStore implements ObjectiveDirectory {
  static async create(options: {
    database: DatabaseService;
  }): Promise<ObjectiveStore> {
    return new ObjectiveStore(await openDatabase(options.database));
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async page(options: {
    after?: string;
    limit: number;
  }): Promise<TrackedObjective[]> {
    const select = this.#standing().orderBy('id').limit(options.limit);
    if (options.after !== undefined) {
      select.where('id', '>', options.after);
    }
    return (await select).map(trackedOf);
  }

  async get(id: string): Promise<TrackedObjective | undefined> {
    const row = await this.#standing().where({ id }).first();
    return row && trackedOf(row);
  }

  async getMany(ids: readonly string[]): Promise<TrackedObjective[]> {
    const rows: ObjectiveRow[] = [];
    for (let from = 0; from < ids.length; from += SLICE) {
      rows.push(
        ...(await this.#standing().whereIn(
          'id',
          ids.slice(from, from + SLICE),
        )),
      );
    }
    return rows.map(trackedOf);
  }

  async ofServices(services: readonly string[]): Promise<TrackedObjective[]> {
    const rows: ObjectiveRow[] = [];
    for (let from = 0; from < services.length; from += SLICE) {
      rows.push(
        ...(await this.#standing()
          .whereIn('service', services.slice(from, from + SLICE))
          .orderBy('id')),
      );
    }
    return rows.map(trackedOf);
  }

  async withDocument(id: string): Promise<DocumentedObjective | undefined> {
    const row = await this.#standing().where({ id }).first();
    const document =
      row &&
      (await this.#knex<DocumentRow>(DOCUMENTS)
        .where({ id: row.document_id })
        .first());
    if (!document) {
      return undefined;
    }
    const tracked = trackedOf(row);
    const standsIn = standsInOf(document);
    return {
      ...tracked,
      origin: originOf(document),
      text: document.text,
      format: tracked.objective.format,
      ...(standsIn && { standsIn }),
      problems: problemsOf(document),
    };
  }

  /** Entity refs of all components that objectives are of. */
  async components(): Promise<string[]> {
    return this.#knex<ObjectiveRow>(OBJECTIVES)
      .distinct('component')
      .orderBy('component')
      .pluck('component');
  }

  /** What is known of who answers for components; nothing where rows of one differ. */
  async ownerships(): Promise<Map<string, Ownership>> {
    const rows: Pick<
      ObjectiveRow,
      'component' | 'entity' | 'owner' | 'system' | 'tier' | 'business_unit'
    >[] = await this.#knex<ObjectiveRow>(OBJECTIVES).distinct(
      'component',
      'entity',
      'owner',
      'system',
      'tier',
      'business_unit',
    );
    const counts = new Map<string, number>();
    for (const { component } of rows) {
      counts.set(component, (counts.get(component) ?? 0) + 1);
    }
    return new Map(
      rows
        .filter(({ component }) => counts.get(component) === 1)
        .map(row => [row.component, ownershipOf(row)]),
    );
  }

  async own(changes: ReadonlyMap<string, Ownership>): Promise<void> {
    await this.#knex.transaction(async trx => {
      for (const [component, ownership] of changes) {
        await trx<ObjectiveRow>(OBJECTIVES)
          .where({ component })
          .update(ownershipColumns(ownership));
      }
    });
  }

  #standing() {
    return this.#knex<ObjectiveRow>(OBJECTIVES).where('stands', true);
  }
}

function trackedOf(row: ObjectiveRow): TrackedObjective {
  return { objective: objectiveOf(row), ownership: ownershipOf(row) };
}
