import { ServiceUnavailableError } from '@backstage/errors';

/** Whether the routes can answer yet: a fresh repository is filled after start-up, without holding it up. */
export class Readiness {
  static create(): Readiness {
    return new Readiness();
  }

  #ready = false;
  #words = 'Starting';

  private constructor() {}

  /** What the plugin is doing, for people who wait. */
  working(words: string): void {
    this.#ready = false;
    this.#words = words;
  }

  done(): void {
    this.#ready = true;
    this.#words = 'Ready';
  }

  state(): { ready: boolean; words: string } {
    return { ready: this.#ready, words: this.#words };
  }

  /** @throws ServiceUnavailableError until {@link Readiness.done}. */
  require(): void {
    if (!this.#ready) {
      throw new ServiceUnavailableError(
        `The golden path is not ready yet: ${
          this.#words
        }. Try again in a few seconds.`,
      );
    }
  }
}
