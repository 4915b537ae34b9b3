import type { DatabaseService } from '@backstage/backend-plugin-api';
import type {
  DeliveryEvent,
  DeliveryState,
  FoldedRelease,
  Lineage,
  Release,
} from '@fairway/plugin-golden-path-common';
import type { Knex } from 'knex';
import {
  eventOf,
  eventRowOf,
  releaseAt,
  releaseRowsOf,
  type EventRow,
  type ReleaseRow,
} from './deliveryRows';

const EVENTS = 'golden_path_delivery_events';
const RELEASES = 'golden_path_releases';
const CALLS = 'golden_path_delivery_calls';
const MARKS = 'golden_path_delivery_marks';

/** Marks of services that something was heard of, and whose releases were not told anew since. */
const UNTOLD = 'untold:';

/** Rows of one statement: SQLite allows 32,766 values in it. */
const BATCH = 500;
/** The newest events of a service that its releases are told from. */
const MAX_EVENTS = 20_000;
/** Of one source those that something new may contradict. */
const MAX_HEARD = 500;

/** The release that an environment has now. */
export interface NewestRelease {
  service: string;
  release: Release;
  missing: number;
  since: string;
}

/** What figures rest on. */
export interface DeployedRow {
  service: string;
  deployedAt: string;
  failed: boolean;
  leadSeconds?: number;
  restoreSeconds?: number;
}

/** Evidence of deliveries and the releases it tells of, on SQLite or PostgreSQL. */
export class DeliveryStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<DeliveryStore> {
    return new DeliveryStore(await options.database.getClient());
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Their services are untold from then on, whatever happens before their releases are told anew.
   *
   * @returns those that were not known before; an id that is known changes nothing.
   */
  async addEvents(events: readonly DeliveryEvent[]): Promise<DeliveryEvent[]> {
    const added = new Set<string>();
    for (let from = 0; from < events.length; from += BATCH) {
      await this.#knex.transaction(async trx => {
        const batch = events.slice(from, from + BATCH);
        const rows = await trx<EventRow>(EVENTS)
          .insert(batch.map(eventRowOf))
          .onConflict('id')
          .ignore()
          .returning(['id', 'service']);
        rows.forEach(({ id }) => added.add(id));
        // In one order, so that no two backends wait for each other.
        for (const service of new Set(rows.map(each => each.service).sort())) {
          await setMark(trx, `${UNTOLD}${service}`, '1');
        }
      });
    }
    return events.filter(({ id }) => added.has(id));
  }

  /** Its releases are to be told anew. */
  async markUntold(service: string): Promise<void> {
    await setMark(this.#knex, `${UNTOLD}${service}`, '1');
  }

  /** Names that something was heard of, and whose releases were not told anew since; of these only, when given. */
  async untold(among?: Iterable<string>): Promise<string[]> {
    const names = among && [...among].map(name => `${UNTOLD}${name}`);
    const rows: { name: string }[] = await this.#knex(MARKS)
      .where('name', 'like', `${UNTOLD}%`)
      .modify(builder => {
        if (names) {
          void builder.whereIn('name', names);
        }
      })
      .orderBy('name')
      .select('name');
    return rows.map(({ name }) => name.slice(UNTOLD.length));
  }

  /** In order. */
  async eventsOf(lineage: Lineage): Promise<DeliveryEvent[]> {
    return readEvents(this.#knex, lineage);
  }

  /** The newest that a source told of a service, in order; of one image, when given. */
  async heardFrom(about: {
    source: string;
    service: string;
    image?: string;
  }): Promise<DeliveryEvent[]> {
    const { source, service, image } = about;
    const rows = await this.#knex<EventRow>(EVENTS)
      .where({ source, service, ...(image && { image }) })
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(MAX_HEARD)
      .select('record');
    return rows.reverse().map(eventOf);
  }

  async hasEvents(): Promise<boolean> {
    return (await this.#knex(EVENTS).first('id')) !== undefined;
  }

  /** Services that something was heard of with this image, by its key. */
  async servicesOfImage(key: string): Promise<string[]> {
    const rows = await this.#knex<EventRow>(EVENTS)
      .where({ image: key })
      .distinct('service')
      .orderBy('service');
    return rows.map(({ service }) => service);
  }

  /**
   * Tells the releases of a service anew from all its events. Of several backends one does so at a time, so that none
   * overwrites what another has heard meanwhile. What was told of its former names is told of it.
   */
  async retell(
    lineage: Lineage,
    tell: (events: DeliveryEvent[]) => FoldedRelease[][],
  ): Promise<void> {
    const [{ service }] = lineage;
    await this.#knex.transaction(async trx => {
      if (this.#knex.client.config.client === 'pg') {
        await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [
          `${RELEASES}/${service}`,
        ]);
      }
      await trx(MARKS)
        .whereIn(
          'name',
          lineage.map(part => `${UNTOLD}${part.service}`),
        )
        .delete();
      const told = tell(await readEvents(trx, lineage));
      const rows = told.flatMap(releases =>
        releaseRowsOf({ service, releases }),
      );
      await trx<ReleaseRow>(RELEASES).where({ service }).delete();
      if (lineage.length > 1) {
        const ids = rows.map(({ id }) => id);
        for (let from = 0; from < ids.length; from += BATCH) {
          await trx<ReleaseRow>(RELEASES)
            .whereIn('id', ids.slice(from, from + BATCH))
            .delete();
        }
      }
      await trx.batchInsert(RELEASES, rows, BATCH);
    });
  }

  /** What the environments of these services have now. */
  async newestOf(
    services: string[],
    options: { now: string },
  ): Promise<NewestRelease[]> {
    const rows = await this.#knex<ReleaseRow>(RELEASES)
      .where({ newest: 1 })
      .whereIn('service', services)
      .select('service', 'record', 'stable_at', 'since', 'missing');
    return rows.map(row => ({
      service: row.service,
      missing: row.missing,
      ...releaseAt(row, options.now),
    }));
  }

  /** Names of services of which the newest release somewhere is like this. */
  async servicesWhere(query: {
    state?: DeliveryState;
    environment?: string;
    attention?: boolean;
    now: string;
  }): Promise<Set<string>> {
    const { state, environment, attention, now } = query;
    const rows = await this.#knex<ReleaseRow>(RELEASES)
      .where({ newest: 1, ...(environment && { environment }) })
      .modify(builder => {
        if (state === 'stable') {
          void builder
            .where('stable_at', '<=', now)
            .whereNot({ state: 'rolled-back' });
        } else if (state) {
          void builder.where({ state });
          if (state !== 'rolled-back') {
            void builder.where(inner =>
              inner.whereNull('stable_at').orWhere('stable_at', '>', now),
            );
          }
        }
        if (attention) {
          void builder.where(inner =>
            inner.where({ failed: 1 }).orWhere('missing', '>', 0),
          );
        }
      })
      .distinct('service');
    return new Set(rows.map(({ service }) => service));
  }

  /** Newest first. */
  async releases(query: {
    service: string;
    environment?: string;
    limit: number;
    offset: number;
    now: string;
  }): Promise<{ items: Release[]; total: number }> {
    const { service, environment, limit, offset, now } = query;
    const matching = () =>
      this.#knex<ReleaseRow>(RELEASES).where({
        service,
        ...(environment && { environment }),
      });
    const [{ total }] = await matching().count({ total: '*' });
    const rows = await matching()
      .select('record', 'stable_at', 'since')
      .orderBy([
        { column: 'started_at', order: 'desc' },
        { column: 'id', order: 'asc' },
      ])
      .limit(limit)
      .offset(offset);
    return {
      items: rows.map(row => releaseAt(row, now).release),
      total: Number(total),
    };
  }

  /** Releases that came into an environment between two moments, ISO 8601; the end is not in it. */
  async deployed(query: {
    environment: string;
    from: string;
    to: string;
  }): Promise<DeployedRow[]> {
    const { environment, from, to } = query;
    const rows = await this.#knex<ReleaseRow>(RELEASES)
      .where({ environment })
      .where('deployed_at', '>=', from)
      .where('deployed_at', '<', to)
      .select(
        'service',
        'deployed_at',
        'failed_at',
        'lead_seconds',
        'restore_seconds',
      );
    return rows.map(row => ({
      service: row.service,
      deployedAt: row.deployed_at ?? '',
      failed: row.failed_at !== null,
      ...(row.lead_seconds !== null && { leadSeconds: row.lead_seconds }),
      ...(row.restore_seconds !== null && {
        restoreSeconds: row.restore_seconds,
      }),
    }));
  }

  /** @returns whether this is the first time that the call is seen, by any of the backends. */
  async claimCall(call: {
    source: string;
    /** SHA-256 in hexadecimal. */
    digest: string;
    /** Epoch milliseconds. */
    now: number;
    until: number;
  }): Promise<boolean> {
    const { source, digest, now, until } = call;
    await this.#knex(CALLS).where('until', '<', now).delete();
    const claimed = await this.#knex(CALLS)
      .insert({ source, digest, until })
      .onConflict(['source', 'digest'])
      .ignore()
      .returning('digest');
    return claimed.length > 0;
  }

  /** Gives a call back whose evidence could not be written, so that its sender may try again. */
  async releaseCall(call: { source: string; digest: string }): Promise<void> {
    await this.#knex(CALLS)
      .where({ source: call.source, digest: call.digest })
      .delete();
  }

  async mark(name: string): Promise<string | undefined> {
    const row = await this.#knex(MARKS).where({ name }).first('value');
    return row?.value;
  }

  async setMark(name: string, value: string): Promise<void> {
    await setMark(this.#knex, name, value);
  }

  /**
   * Forgets what is older than a moment, but nothing of the newest release of an environment and the one before it,
   * to which it may be rolled back.
   *
   * @param heirsOf - Services that what was told of a name is told of now.
   * @returns services that lost something
   */
  async prune(
    before: string,
    heirsOf: (name: string) => string[],
  ): Promise<string[]> {
    const old = await this.#knex<EventRow>(EVENTS)
      .where('at', '<', before)
      .distinct('service');
    const touched = new Set<string>();
    for (const { service } of old) {
      const heirs = heirsOf(service);
      heirs.forEach(heir => touched.add(heir));
      const kept = await this.#knex<ReleaseRow>(RELEASES)
        .whereIn('service', [service, ...heirs])
        .select('service', 'environment', 'position', 'newest', 'first_at');
      const placeOf = (row: Pick<ReleaseRow, 'service' | 'environment'>) =>
        `${row.service}/${row.environment}`;
      const last = new Map(
        kept
          .filter(({ newest }) => newest === 1)
          .map(row => [placeOf(row), row.position]),
      );
      const oldest = kept
        .filter(row => row.position >= (last.get(placeOf(row)) ?? 0) - 1)
        .map(({ first_at }) => first_at);
      await this.#knex<EventRow>(EVENTS)
        .where({ service })
        .where('at', '<', [before, ...oldest].sort()[0])
        .delete();
    }
    return [...touched];
  }
}

async function setMark(knex: Knex, name: string, value: string): Promise<void> {
  await knex(MARKS).insert({ name, value }).onConflict('name').merge();
}

async function readEvents(
  knex: Knex,
  lineage: Lineage,
): Promise<DeliveryEvent[]> {
  const rows = await knex<EventRow>(EVENTS)
    .where(either => {
      for (const { service, from, until } of lineage) {
        void either.orWhere(part => {
          void part.where({ service });
          if (from !== undefined) {
            void part.where('at', '>=', from);
          }
          if (until !== undefined) {
            void part.where('at', '<', until);
          }
        });
      }
    })
    .orderBy([
      { column: 'at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(MAX_EVENTS)
    .select('record');
  return rows.reverse().map(eventOf);
}
