import type { DatabaseService } from '@backstage/backend-plugin-api';
import { Breath } from '@fairway/backend-kit';
import type { Slot } from '@fairway/plugin-slo-common';
import type { Knex } from 'knex';
import {
  COARSE_SECONDS,
  coarseOf,
  addSlots,
  dayOf,
  decode,
  emptyBlock,
  encode,
  FINE_SECONDS,
  sumOf,
  type Block,
  type Resolution,
} from '../history/block';
import { openDatabase } from './openDatabase';
import { NAMES, slices } from './slices';

const HISTORY = 'slo_history';
const PROGRESS = 'slo_progress';
/** Blocks in one statement: each is some kilobytes. */
const BLOCKS = 50;
/** Objectives in one transaction. */
const TOGETHER = 100;

/** How far the history of an objective reaches; all between the times was asked for. */
export interface Progress {
  objective: string;
  /** Digest of the indicator: the history of another is another's. */
  indicator: string;
  /** Epoch milliseconds. */
  from: number;
  to: number;
  /** Of the portion that is read next, in a row. */
  failures: number;
}

/** What a pass has read of one objective. */
export interface Portion {
  /** As it was when the portion was asked for; what somebody else wrote meanwhile stands. */
  before: Progress;
  after: Progress;
  resolution: Resolution;
  slots: readonly Slot[];
}

interface BlockRow {
  objective_id: string;
  resolution: number;
  day: number;
  bad: number;
  total: number;
  seconds: number;
  slots: Uint8Array;
}

interface ProgressRow {
  objective_id: string;
  indicator: string;
  known_from: number | string;
  known_to: number | string;
  failures: number;
  gone_since: string | null;
}

/** One day of one objective. */
export type DaySum = Pick<Block, 'objective' | 'resolution' | 'day'> & {
  bad: number;
  total: number;
  seconds: number;
};

/** Which day of which objective. */
export type BlockPlace = Pick<Block, 'objective' | 'day'>;

/** History in blocks of a day, on SQLite or PostgreSQL. */
export class HistoryStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<HistoryStore> {
    return new HistoryStore(await openDatabase(options.database));
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async progress(
    objectives: readonly string[],
  ): Promise<Map<string, Progress>> {
    const rows: ProgressRow[] = [];
    for (const ids of slices(objectives, NAMES)) {
      rows.push(
        ...(await this.#knex<ProgressRow>(PROGRESS).whereIn(
          'objective_id',
          ids,
        )),
      );
    }
    return new Map(rows.map(row => [row.objective_id, progressOf(row)]));
  }

  /** Begins the history of objectives, and anew that of those with another indicator. */
  async begin(progresses: readonly Progress[]): Promise<void> {
    for (const some of slices(progresses, NAMES)) {
      const ids = some.map(({ objective }) => objective);
      await this.#knex.transaction(async trx => {
        await trx(HISTORY).whereIn('objective_id', ids).delete();
        await trx<ProgressRow>(PROGRESS)
          .insert(some.map(rowOf))
          .onConflict('objective_id')
          .merge();
      });
    }
  }

  /**
   * Writes what was read, and how far it reaches now. What another backend wrote in between stands, and the portion is
   * dropped: it is asked for again where it is missing.
   */
  async write(portions: readonly Portion[]): Promise<void> {
    for (const some of slices(portions, TOGETHER)) {
      await this.#knex.transaction(async trx => {
        const rows = await trx<ProgressRow>(PROGRESS)
          .whereIn(
            'objective_id',
            some.map(({ before }) => before.objective),
          )
          .orderBy('objective_id')
          .forUpdate();
        const known = new Map(
          rows.map(row => [row.objective_id, progressOf(row)]),
        );
        const current = some.filter(({ before }) =>
          isSame(known.get(before.objective), before),
        );
        await this.#mergeSlots(trx, current);
        for (const chunk of slices(current, BLOCKS)) {
          await trx<ProgressRow>(PROGRESS)
            .insert(chunk.map(({ after }) => rowOf(after)))
            .onConflict('objective_id')
            .merge();
        }
      });
    }
  }

  /** Sums of the days `from` to `to`, both included, without opening any block. */
  async sums(options: {
    objectives: readonly string[];
    from: number;
    to: number;
  }): Promise<DaySum[]> {
    const sums: DaySum[] = [];
    for (const ids of slices(options.objectives, NAMES)) {
      const rows: Omit<BlockRow, 'slots'>[] = await this.#knex<BlockRow>(
        HISTORY,
      )
        .whereIn('objective_id', ids)
        .whereBetween('day', [options.from, options.to])
        .select('objective_id', 'resolution', 'day', 'bad', 'total', 'seconds');
      for (const { objective_id: objective, ...row } of rows) {
        sums.push({ ...row, objective, resolution: resolutionOf(row) });
      }
    }
    return sums;
  }

  /** Blocks of these days. */
  async blocks(options: {
    objectives: readonly string[];
    days: readonly number[];
  }): Promise<Block[]> {
    const blocks: Block[] = [];
    for (const days of slices(options.days, NAMES)) {
      for (const ids of slices(options.objectives, NAMES)) {
        const rows = await this.#knex<BlockRow>(HISTORY)
          .whereIn('objective_id', ids)
          .whereIn('day', days);
        blocks.push(...rows.map(blockOf));
      }
    }
    return blocks;
  }

  /** Blocks of the days `from` to `to`, both included, oldest first. */
  async between(objective: string, from: number, to: number): Promise<Block[]> {
    const rows = await this.#knex<BlockRow>(HISTORY)
      .where({ objective_id: objective })
      .whereBetween('day', [from, to])
      .orderBy('day');
    return rows.map(blockOf);
  }

  /**
   * Makes hours of the fine blocks among at most so many of days before this one, apart from those that are to stay
   * fine.
   *
   * @returns after which block the next call goes on, until there are no more
   */
  async coarsen(options: {
    beforeDay: number;
    most: number;
    after?: BlockPlace;
    staysFine(place: BlockPlace): boolean;
  }): Promise<BlockPlace | undefined> {
    const { beforeDay, most, after, staysFine } = options;
    return this.#knex.transaction(async trx => {
      const rows = await trx<BlockRow>(HISTORY)
        .where({ resolution: FINE_SECONDS })
        .where('day', '<', beforeDay)
        .where(later => {
          if (after) {
            void later
              .where('day', '>', after.day)
              .orWhere({ day: after.day })
              .andWhere('objective_id', '>', after.objective);
          }
        })
        .orderBy(['day', 'objective_id'])
        .limit(most)
        .forUpdate();
      const old = rows.filter(row => !staysFine(placeOf(row)));
      for (const some of slices(old, BLOCKS)) {
        const fine = some.map(blockOf);
        const known = await trx<BlockRow>(HISTORY)
          .where({ resolution: COARSE_SECONDS })
          .whereIn(
            ['objective_id', 'day'],
            some.map(({ objective_id, day }) => [objective_id, day]),
          );
        const coarse = new Map(known.map(row => [keyOf(row), blockOf(row)]));
        const merged = fine.map(block => overlaid(coarse, coarseOf(block)));
        await upsert(trx, merged);
        await trx(HISTORY)
          .where({ resolution: FINE_SECONDS })
          .whereIn(
            ['objective_id', 'day'],
            some.map(({ objective_id, day }) => [objective_id, day]),
          )
          .delete();
      }
      const last = rows.at(-1);
      return last && rows.length === most ? placeOf(last) : undefined;
    });
  }

  /** Deletes blocks of days before this one. */
  async prune(beforeDay: number): Promise<void> {
    await this.#knex(HISTORY).where('day', '<', beforeDay).delete();
  }

  /** Notes which objectives are gone, and deletes all of those that have been since before a time. */
  async forget(options: {
    isKnown(objective: string): boolean;
    now: string;
    before: string;
  }): Promise<string[]> {
    const rows: Pick<ProgressRow, 'objective_id' | 'gone_since'>[] =
      await this.#knex<ProgressRow>(PROGRESS).select(
        'objective_id',
        'gone_since',
      );
    const gone = rows.filter(row => !options.isKnown(row.objective_id));
    const idsOf = (some: typeof rows) => some.map(row => row.objective_id);
    const mark = async (ids: string[], since: string | null) => {
      for (const some of slices(ids, NAMES)) {
        await this.#knex<ProgressRow>(PROGRESS)
          .whereIn('objective_id', some)
          .update({ gone_since: since });
      }
    };
    await mark(idsOf(gone.filter(row => !row.gone_since)), options.now);
    await mark(
      idsOf(
        rows.filter(row => row.gone_since && options.isKnown(row.objective_id)),
      ),
      null,
    );
    const forgotten = idsOf(
      gone.filter(row => row.gone_since && row.gone_since < options.before),
    );
    for (const some of slices(forgotten, NAMES)) {
      await this.#knex(HISTORY).whereIn('objective_id', some).delete();
      await this.#knex(PROGRESS).whereIn('objective_id', some).delete();
    }
    return forgotten;
  }

  async #mergeSlots(trx: Knex, portions: readonly Portion[]): Promise<void> {
    const touched = new Map<string, Block>();
    const slotsBy = new Map<string, Slot[]>();
    for (const { before, resolution, slots } of portions) {
      for (const slot of slots) {
        const block = {
          objective: before.objective,
          resolution,
          day: dayOf(slot.at),
        };
        const key = keyOf({ ...block, objective_id: block.objective });
        if (!touched.has(key)) {
          touched.set(key, emptyBlock(block));
          slotsBy.set(key, []);
        }
        slotsBy.get(key)?.push(slot);
      }
    }
    const breath = new Breath();
    for (const some of slices([...touched.values()], BLOCKS)) {
      await breath.take();
      const rows = await trx<BlockRow>(HISTORY).whereIn(
        ['objective_id', 'resolution', 'day'],
        some.map(({ objective, resolution, day }) => [
          objective,
          resolution,
          day,
        ]),
      );
      const known = new Map(rows.map(row => [keyOf(row), blockOf(row)]));
      await upsert(
        trx,
        some.map(empty => {
          const key = keyOf({ ...empty, objective_id: empty.objective });
          const block = known.get(key) ?? empty;
          addSlots(block, slotsBy.get(key) ?? []);
          return block;
        }),
      );
    }
  }
}

/** The fine block's hours in place of what is known of them. */
function overlaid(known: ReadonlyMap<string, Block>, made: Block): Block {
  const block = known.get(keyOf({ ...made, objective_id: made.objective }));
  if (!block) {
    return made;
  }
  made.total.forEach((total, index) => {
    // An hour of which the fine block holds a part only is whole in the other.
    const isMore = !(block.seconds[index] > made.seconds[index]);
    if (!Number.isNaN(total) && isMore) {
      block.bad[index] = made.bad[index];
      block.total[index] = total;
      block.seconds[index] = made.seconds[index];
    }
  });
  return block;
}

async function upsert(trx: Knex, blocks: readonly Block[]): Promise<void> {
  if (blocks.length > 0) {
    await trx<BlockRow>(HISTORY)
      .insert(
        blocks.map(block => ({
          objective_id: block.objective,
          resolution: block.resolution,
          day: block.day,
          ...sumOf(block),
          slots: encode(block),
        })),
      )
      .onConflict(['objective_id', 'resolution', 'day'])
      .merge();
  }
}

function placeOf({
  objective_id: objective,
  day,
}: Pick<BlockRow, 'objective_id' | 'day'>): BlockPlace {
  return { objective, day };
}

function keyOf(
  row: Pick<BlockRow, 'objective_id' | 'resolution' | 'day'>,
): string {
  return `${row.day} ${row.resolution} ${row.objective_id}`;
}

function resolutionOf({ resolution }: { resolution: number }): Resolution {
  return resolution === FINE_SECONDS ? FINE_SECONDS : COARSE_SECONDS;
}

function blockOf(row: BlockRow): Block {
  const { objective_id: objective, day } = row;
  return decode({ objective, day, resolution: resolutionOf(row) }, row.slots);
}

function progressOf(row: ProgressRow): Progress {
  return {
    objective: row.objective_id,
    indicator: row.indicator,
    from: Number(row.known_from),
    to: Number(row.known_to),
    failures: row.failures,
  };
}

function rowOf(progress: Progress): ProgressRow {
  return {
    objective_id: progress.objective,
    indicator: progress.indicator,
    known_from: progress.from,
    known_to: progress.to,
    failures: progress.failures,
    gone_since: null,
  };
}

function isSame(a: Progress | undefined, b: Progress): boolean {
  return a?.indicator === b.indicator && a.from === b.from && a.to === b.to;
}
