import type { Clock } from '@fairway/backend-kit';
import type { ObjectiveDirectory } from '../collect/types';
import type { EpisodeStore } from '../store/EpisodeStore';
import type { HistoryStore } from '../store/HistoryStore';
import type { MarkerStore } from '../store/MarkerStore';
import type { StatusStore } from '../store/StatusStore';
import { dayOf, DAY_MS } from './block';
import { fineFrom, type Retention } from './portions';

/** Blocks that are made coarser in one transaction. */
const BLOCKS = 200;
/** Objectives that are gone may come back: a document that cannot be read today is mended tomorrow. */
const GONE_DAYS = 7;
const PAGE = 1_000;

interface CleanupOptions {
  clock: Clock;
  episodes: EpisodeStore;
  history: HistoryStore;
  markers: MarkerStore;
  objectives: ObjectiveDirectory;
  retention: Retention;
  statuses: StatusStore;
}

/** Makes hours of five minutes that are old, and deletes what nobody asks for any more. */
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
    for (let done = BLOCKS; done === BLOCKS; ) {
      signal?.throwIfAborted();
      done = await history.coarsen(fineDay, BLOCKS);
      await new Promise(resolve => setImmediate(resolve));
    }
    await history.prune(dayOf(oldest));
    await markers.prune(oldest);
    await this.#forget(now);
  }

  async #forget(now: number): Promise<void> {
    const { episodes, history, statuses } = this.#options;
    const known = await this.#known();
    const gone = await history.forget({
      isKnown: id => known.has(id),
      now: new Date(now).toISOString(),
      before: new Date(now - GONE_DAYS * DAY_MS).toISOString(),
    });
    await statuses.delete(gone);
    await episodes.delete(gone);
  }

  async #known(): Promise<Set<string>> {
    const { objectives } = this.#options;
    const known = new Set<string>();
    let after: string | undefined;
    for (;;) {
      const page = await objectives.page({ after, limit: PAGE });
      for (const { objective } of page) {
        known.add(objective.id);
      }
      if (page.length < PAGE) {
        return known;
      }
      after = page.at(-1)?.objective.id;
    }
  }
}
