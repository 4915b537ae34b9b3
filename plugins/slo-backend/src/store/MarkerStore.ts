import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Marker } from '@fairway/plugin-slo-common';
import type { Knex } from 'knex';
import { openDatabase } from './openDatabase';
import { slices } from './slices';

const TABLE = 'slo_markers';
const ROWS = 100;
/** More than anyone tells apart on a chart. */
const MOST = 500;

/** Something that happened to a service. */
export interface StoredMarker {
  /** The same for the same news. */
  key: string;
  service: string;
  kind: 'deploy' | 'incident' | 'change';
  /** Epoch milliseconds. */
  at: number;
  to?: number;
  title: string;
  url?: string;
}

interface Row {
  key: string;
  service: string;
  kind: StoredMarker['kind'];
  at: number | string;
  ends: number | string | null;
  title: string;
  url: string | null;
}

/** What happened to services, to be seen beside their numbers. */
export class MarkerStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<MarkerStore> {
    return new MarkerStore(await openDatabase(options.database));
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** News that was told before is passed over. */
  async add(markers: readonly StoredMarker[]): Promise<void> {
    for (const some of slices(markers, ROWS)) {
      await this.#knex<Row>(TABLE)
        .insert(
          some.map(({ to, url, ...marker }) => ({
            ...marker,
            title: marker.title.slice(0, 255),
            ends: to ?? null,
            url: url ?? null,
          })),
        )
        .onConflict('key')
        .ignore();
    }
  }

  /** The latest of a stretch of time, oldest first. */
  async between(service: string, from: number, to: number): Promise<Marker[]> {
    const rows = await this.#knex<Row>(TABLE)
      .where({ service })
      .where('at', '<', to)
      .where(where => where.where('at', '>=', from).orWhere('ends', '>', from))
      .orderBy('at', 'desc')
      .limit(MOST);
    return rows.reverse().map(({ kind, title, at, ends, url }) => ({
      at: new Date(Number(at)).toISOString(),
      ...(ends !== null && { to: new Date(Number(ends)).toISOString() }),
      kind,
      title,
      ...(url !== null && { url }),
    }));
  }

  async prune(before: number): Promise<void> {
    await this.#knex<Row>(TABLE).where('at', '<', before).delete();
  }
}
