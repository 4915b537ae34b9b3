import type { Clock } from '@fairway/backend-kit';

/** How often files are looked at, at most; those of a contract change a few times a week. */
const LOOK_INTERVAL_MS = 2_000;

/** Looks at something every two seconds at most. One look at a time; callers in between share it. */
export class Looks {
  static create(options: { clock: Clock; look(): Promise<void> }): Looks {
    return new Looks(options);
  }

  readonly #clock: Clock;
  readonly #look: () => Promise<void>;
  #lookedAt = -Infinity;
  #looking?: Promise<void>;

  private constructor(options: { clock: Clock; look(): Promise<void> }) {
    this.#clock = options.clock;
    this.#look = options.look;
  }

  async take(): Promise<void> {
    if (this.#looking) {
      await this.#looking;
      return;
    }
    if (this.#clock.now() - this.#lookedAt < LOOK_INTERVAL_MS) {
      return;
    }
    this.#looking = this.#look().finally(() => {
      this.#lookedAt = this.#clock.now();
      this.#looking = undefined;
    });
    await this.#looking;
  }
}
