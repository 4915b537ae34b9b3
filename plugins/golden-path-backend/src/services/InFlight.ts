import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';

/** How long stopping waits for changes that have begun; a merge takes well under a second. */
const PATIENCE_MS = 8_000;

/** Changes that have begun: a backend that stops finishes and answers them first, and begins no other. */
export class InFlight {
  static create(options: { logger: LoggerService }): InFlight {
    return new InFlight(options.logger);
  }

  readonly #logger: LoggerService;
  readonly #running = new Set<Promise<unknown>>();
  #stopping = false;

  private constructor(logger: LoggerService) {
    this.#logger = logger;
  }

  get stopping(): boolean {
    return this.#stopping;
  }

  /** @throws ServiceUnavailableError once the backend stops. */
  requireUp(): void {
    if (this.#stopping) {
      throw new ServiceUnavailableError(
        'The portal is stopping, and nothing was changed; send it again in a minute.',
      );
    }
  }

  /** Has stopping wait for this work. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const running = work();
    // Who stops waits for an end, be it good or bad.
    const ended = running.then(
      () => {},
      () => {},
    );
    this.#running.add(ended);
    try {
      return await running;
    } finally {
      this.#running.delete(ended);
    }
  }

  /** Lets nothing begin any more, and comes back when all that has begun has ended, or patience has. */
  async drain(patienceMs: number = PATIENCE_MS): Promise<void> {
    this.#stopping = true;
    const until = Date.now() + patienceMs;
    // What runs may begin more: an opened request is merged, and then answered.
    while (this.#running.size > 0 && Date.now() < until) {
      await Promise.race([
        Promise.all(this.#running),
        pause(until - Date.now()),
      ]);
    }
    if (this.#running.size > 0) {
      this.#logger.warn(
        `Stopping while ${
          this.#running.size
        } changes are under way; they are whole in Git, or not there at all`,
      );
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms).unref();
  });
}
