import { ConflictError } from '@backstage/errors';
import { setTimeout as wait } from 'node:timers/promises';
import { RefMovedError } from './refs';

const ATTEMPTS = 10;
const PAUSE_MS = 15;

/** Writes of one process, one after the other; against other processes, compare-and-swap with retries. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Runs `work` after everything that was queued before. It starts over, from reading, when another process moved
   * a ref in between.
   * @throws ConflictError when that happens again and again.
   */
  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(() => withRetries(work));
    this.#last = result.catch(() => {});
    return result;
  }

  /** Resolves when nothing is queued any more. */
  async idle(): Promise<void> {
    await this.#last;
  }
}

/** Does `work` again when another process moved a ref in between. @throws ConflictError after ten times. */
export async function withRetries<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RefMovedError)) {
        throw error;
      }
      if (attempt === ATTEMPTS) {
        throw new ConflictError(
          'Other processes keep changing the repository; nothing was changed here, try again.',
          error,
        );
      }
      await wait(attempt * PAUSE_MS * (0.5 + Math.random()));
    }
  }
}
