import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { type Clock, isoNow } from '@fairway/backend-kit';
import type { InFlight } from '../services/InFlight';
import type { CampaignStore } from '../store/CampaignStore';
import type { CampaignAnnouncer } from './CampaignAnnouncer';
import type { Followed } from './Followed';
import type { Steps } from './Steps';

/** How long a campaign belongs to a process that says nothing; one that was killed is followed by another then. */
const LEASE_MS = 15_000;
const RENEW_MS = 5_000;
/** How often campaigns at work are looked at, when nothing is heard of them. */
const LOOK_MS = 5_000;

export interface EngineOptions {
  announcer: Pick<CampaignAnnouncer, 'moved'>;
  clock: Clock;
  followed: Pick<Followed, 'heard'>;
  inFlight: Pick<InFlight, 'stopping'>;
  logger: LoggerService;
  steps: Pick<Steps, 'recover' | 'step'>;
  store: CampaignStore;
}

/**
 * Has campaigns moved on, step by step. All that is known of them is in the store, so it may be stopped or killed at
 * any point and goes on from there, in this process or another; one process works on a campaign at a time.
 */
export class Engine {
  static create(options: EngineOptions): Engine {
    return new Engine(options);
  }

  readonly #options: EngineOptions;
  /** Of this process, for the lease. */
  readonly #runner = randomUUID();
  readonly #working = new Map<string, Promise<void>>();
  readonly #again = new Set<string>();
  #waking?: Promise<void>;
  #wakeAgain = false;
  #next?: NodeJS.Timeout;
  #stopped = false;

  private constructor(options: EngineOptions) {
    this.#options = options;
  }

  /** Looks for what there is to do; returns at once. */
  wake(): void {
    if (this.#stopped) {
      return;
    }
    if (this.#waking) {
      this.#wakeAgain = true;
      return;
    }
    this.#waking = this.#wake()
      .catch(error => {
        this.#options.logger.warn(
          'Looking for campaigns failed; it is tried again',
          error instanceof Error ? error : undefined,
        );
        this.#later();
      })
      .finally(() => {
        this.#waking = undefined;
        if (this.#wakeAgain) {
          this.#wakeAgain = false;
          this.wake();
        }
      });
  }

  /** Hears that files of services have moved in the repository. */
  heard(services: readonly string[]): void {
    this.#options.followed.heard(services);
    this.wake();
  }

  /** Comes back when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#next);
    await this.idle();
  }

  /** Comes back when what is under way has ended. */
  async idle(): Promise<void> {
    while (this.#waking || this.#working.size > 0) {
      await this.#waking;
      await Promise.all(this.#working.values());
    }
  }

  async #wake(): Promise<void> {
    const ids = await this.#options.store.atWork(['planning', 'running']);
    for (const id of ids) {
      if (this.#working.has(id)) {
        this.#again.add(id);
      } else {
        this.#begin(id);
      }
    }
    if (ids.length > 0) {
      this.#later();
    }
  }

  #later(): void {
    clearTimeout(this.#next);
    if (!this.#stopped) {
      this.#next = setTimeout(() => this.wake(), LOOK_MS).unref();
    }
  }

  #begin(id: string): void {
    const work = this.#work(id)
      .catch(error => {
        this.#options.logger.warn(
          `Campaign ${id} could not be moved on; it is tried again`,
          error instanceof Error ? error : undefined,
        );
      })
      .finally(() => {
        this.#working.delete(id);
        if (this.#again.delete(id) && !this.#stopped) {
          this.wake();
        }
      });
    this.#working.set(id, work);
  }

  async #work(id: string): Promise<void> {
    const { announcer, inFlight, steps, store } = this.#options;
    if (!(await this.#lease(id))) {
      return;
    }
    let isOurs = true;
    const renewing = setInterval(() => {
      this.#lease(id).then(
        renewed => {
          isOurs = renewed;
        },
        // It stays ours until somebody else takes it, which the next renewal tells.
        () => {},
      );
    }, RENEW_MS);
    try {
      await steps.recover(id);
      const isStopping = () => this.#stopped || inFlight.stopping;
      while (isOurs && !isStopping() && (await steps.step(id, isStopping))) {
        announcer.moved(id);
      }
    } finally {
      clearInterval(renewing);
      await store.release({ id, runner: this.#runner });
    }
  }

  #lease(id: string): Promise<boolean> {
    const { clock, store } = this.#options;
    return store.lease({
      id,
      runner: this.#runner,
      now: isoNow(clock),
      until: new Date(clock.now() + LEASE_MS).toISOString(),
    });
  }
}
