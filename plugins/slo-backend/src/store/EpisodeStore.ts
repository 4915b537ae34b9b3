import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { openDatabase } from './openDatabase';
import { NAMES, slices } from './slices';

const TABLE = 'slo_episodes';

/** What people are told of once, from its begin to its end. */
export const EPISODES = ['burning-fast', 'exhausted'] as const;
export type EpisodeKind = (typeof EPISODES)[number];

interface Row {
  objective_id: string;
  kind: EpisodeKind;
  began_at: string;
}

/** Episodes that people were told of and that are not over. */
export class EpisodeStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<EpisodeStore> {
    return new EpisodeStore(await openDatabase(options.database));
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async open(
    objectives: readonly string[],
  ): Promise<Map<string, Set<EpisodeKind>>> {
    const open = new Map<string, Set<EpisodeKind>>();
    for (const ids of slices(objectives, NAMES)) {
      const rows = await this.#knex<Row>(TABLE).whereIn('objective_id', ids);
      for (const { objective_id: id, kind } of rows) {
        open.set(id, (open.get(id) ?? new Set()).add(kind));
      }
    }
    return open;
  }

  /** Of several who claim to tell of it, one may. */
  async begin(
    objective: string,
    kind: EpisodeKind,
    at: string,
  ): Promise<boolean> {
    const inserted: unknown[] = await this.#knex<Row>(TABLE)
      .insert({ objective_id: objective, kind, began_at: at })
      .onConflict(['objective_id', 'kind'])
      .ignore()
      .returning('objective_id');
    return inserted.length > 0;
  }

  /** Of several who end it, one does. */
  async end(objective: string, kind: EpisodeKind): Promise<boolean> {
    const count = await this.#knex<Row>(TABLE)
      .where({ objective_id: objective, kind })
      .delete();
    return count > 0;
  }

  async delete(objectives: readonly string[]): Promise<void> {
    for (const ids of slices(objectives, NAMES)) {
      await this.#knex<Row>(TABLE).whereIn('objective_id', ids).delete();
    }
  }
}
