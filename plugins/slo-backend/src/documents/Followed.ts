import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { SLO_CHANNEL, SLO_OBJECTIVES_TOPIC } from '@fairway/plugin-slo-common';
import type { Refresher } from '../collect/types';
import { slices } from '../store/slices';

/** What comes within this is one change. */
const SETTLE_MS = 500;
/** So many are judged before others get their turn. */
const TOGETHER = 50;

interface FollowedOptions {
  events: EventsService;
  logger: LoggerService;
  refresher: Refresher;
  signals: SignalsService;
}

/**
 * When other objectives stand than before, those that say something else are judged at once by what is known, so that
 * the next review knows what their budgets are; open pages and the search read again, and the sources are asked, without anybody waiting.
 */
export class Followed {
  static create(options: FollowedOptions): Followed {
    return new Followed(options);
  }

  readonly #options: FollowedOptions;
  #timer?: NodeJS.Timeout;
  #asking = false;
  #changedMeanwhile = false;
  #stopped = false;

  private constructor(options: FollowedOptions) {
    this.#options = options;
  }

  /** With the ids of those that say something else than before. */
  changed(ids: readonly string[] = []): void {
    const { events, logger, signals } = this.#options;
    if (ids.length > 0) {
      void this.#judge(ids);
    }
    void signals
      .publish({
        channel: SLO_CHANNEL,
        recipients: { type: 'broadcast' },
        message: {},
      })
      .catch(error => logger.debug(`Open pages were not told: ${error}`));
    void events
      .publish({ topic: SLO_OBJECTIVES_TOPIC, eventPayload: {} })
      .catch(error => logger.debug(`Other plugins were not told: ${error}`));
    this.#askSoon();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #judge(ids: readonly string[]): Promise<void> {
    const { logger, refresher } = this.#options;
    try {
      for (const some of slices(ids, TOGETHER)) {
        await refresher.reassess(some);
      }
    } catch (error) {
      logger.warn(
        `Objectives that changed are judged at the next look only: ${error}`,
      );
    }
  }

  /** Many changes while the sources are asked are asked for together, when that is done. */
  #askSoon(): void {
    if (this.#asking) {
      this.#changedMeanwhile = true;
    } else if (!this.#stopped) {
      this.#timer ??= setTimeout(() => {
        void this.#ask();
      }, SETTLE_MS).unref();
    }
  }

  async #ask(): Promise<void> {
    const { logger, refresher } = this.#options;
    this.#timer = undefined;
    this.#asking = true;
    this.#changedMeanwhile = false;
    try {
      await refresher.refresh();
    } catch (error) {
      logger.warn(`The sources could not be asked: ${error}`);
    }
    this.#asking = false;
    if (this.#changedMeanwhile) {
      this.#askSoon();
    }
  }
}
