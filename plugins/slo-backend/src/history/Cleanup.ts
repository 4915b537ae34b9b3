import type { Clock } from '@fairway/backend-kit';
import type { ObjectiveDirectory } from '../collect/types';
import type { EpisodeStore } from '../store/EpisodeStore';
import type { ExclusionStore, StoredExclusion } from '../store/ExclusionStore';
import type { BlockPlace, HistoryStore } from '../store/HistoryStore';
import type { MarkerStore } from '../store/MarkerStore';
import type { StatusStore } from '../store/StatusStore';
import { COARSE_SECONDS, dayOf, DAY_MS } from './block';
import { fineFrom, type Retention } from './portions';

/** Blocks that are made coarser in one transaction. */
const BLOCKS = 200;
/** Objectives that are gone may come back: a document that cannot be read today is mended tomorrow. */
const GONE_DAYS = 7;
const PAGE = 1_000;

interface CleanupOptions {
  clock: Clock;
  episodes: EpisodeStore;
  exclusions: Pick<ExclusionStore, 'between'>;
  history: HistoryStore;
  markers: MarkerStore;
  objectives: ObjectiveDirectory;
  retention: Retention;
  statuses: StatusStore;
}

/** Makes hours of five minutes that are old, unless an exclusion divides one of them, and deletes what nobody asks for any more. */
export class Cleanup {
  static create(options: CleanupOptions): Cleanup {
    return new Cleanup(options);
  }

  readonly #options: CleanupOptions;

  private constructor(options: CleanupOptions) {
    this.#options = options;
  }

  async run(signal?: AbortSignal): Promise<void> {
    const { clock, history, markers, retention } = this.#options;
    const now = clock.now();
    const oldest = now - retention.days * DAY_MS;
    const fineDay = dayOf(fineFrom(now, retention));
    const known = await this.#known();
    const exclusions = await this.#options.exclusions.between(oldest, now);
    const staysFine = cutInside(exclusions, known);
    let after: BlockPlace | undefined;
    do {
      signal?.throwIfAborted();
      after = await history.coarsen({
        beforeDay: fineDay,
        most: BLOCKS,
        after,
        staysFine,
      });
      await new Promise(resolve => setImmediate(resolve));
    } while (after);
    await history.prune(dayOf(oldest));
    await markers.prune(oldest);
    await this.#forget(now, known);
  }

  async #forget(
    now: number,
    known: ReadonlyMap<string, string>,
  ): Promise<void> {
    const { episodes, history, statuses } = this.#options;
    const gone = await history.forget({
      isKnown: id => known.has(id),
      now: new Date(now).toISOString(),
      before: new Date(now - GONE_DAYS * DAY_MS).toISOString(),
    });
    await statuses.delete(gone);
    await episodes.delete(gone);
  }

  /** Service by objective. */
  async #known(): Promise<Map<string, string>> {
    const { objectives } = this.#options;
    const known = new Map<string, string>();
    let after: string | undefined;
    for (;;) {
      const page = await objectives.page({ after, limit: PAGE });
      for (const { objective } of page) {
        known.set(objective.id, objective.service);
      }
      if (page.length < PAGE) {
        return known;
      }
      after = page.at(-1)?.objective.id;
    }
  }
}

/** Days on which an exclusion begins or ends within an hour: of the hour nobody could tell what was excluded. */
function cutInside(
  exclusions: readonly StoredExclusion[],
  services: ReadonlyMap<string, string>,
): (place: BlockPlace) => boolean {
  const days = new Set<string>();
  for (const { service, objective, from, to } of exclusions) {
    for (const time of [from, to]) {
      if (time % (COARSE_SECONDS * 1_000) !== 0) {
        days.add(`${dayOf(time)} ${service} ${objective ?? ''}`);
      }
    }
  }
  return ({ objective, day }) => {
    const service = services.get(objective);
    return (
      days.has(`${day} ${service} `) ||
      days.has(`${day} ${service} ${objective}`)
    );
  };
}
