import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Git } from './git';

/** Small requests leave loose objects: after this many merges it is worth looking. */
const MERGES_BETWEEN = 200;
const TIMEOUT_MS = 30 * 60_000;

/**
 * Packs the repository in the background when many loose objects or packs have come together. Nothing is pruned:
 * what no ref holds yet may belong to a proposal that another process is writing.
 */
export class Maintenance {
  readonly #git: Git;
  readonly #looseObjects: number;
  readonly #logger: LoggerService;
  readonly #abort = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #merges = 0;

  /** @param options - `looseObjects`: from about so many on, packing pays; 6,700 when left out, as in git. */
  constructor(options: {
    git: Git;
    logger: LoggerService;
    looseObjects?: number;
  }) {
    this.#looseObjects = options.looseObjects ?? 6700;
    this.#git = options.git;
    this.#logger = options.logger;
  }

  /** Looks whether there is something to do, without being waited for. */
  start(): void {
    this.#running = this.#running.then(() => this.#run());
  }

  /** Counts a merge, and looks now and then. */
  merged(): void {
    this.#merges += 1;
    if (this.#merges % MERGES_BETWEEN === 0) {
      this.start();
    }
  }

  /** Resolves when nothing runs. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    if (this.#abort.signal.aborted) {
      return;
    }
    const settings = [
      `gc.auto=${this.#looseObjects}`,
      'gc.autoPackLimit=50',
      'gc.autoDetach=false',
      'gc.pruneExpire=never',
    ].flatMap(setting => ['-c', setting]);
    try {
      await this.#git.run({
        args: [...settings, 'gc', '--auto', '--quiet'],
        timeoutMs: TIMEOUT_MS,
        signal: this.#abort.signal,
      });
    } catch (error) {
      if (!this.#abort.signal.aborted) {
        this.#logger.warn(
          'The Git repository could not be packed; it works on, and the next start tries again',
          error instanceof Error ? error : undefined,
        );
      }
    }
  }
}
