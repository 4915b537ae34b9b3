import type { LoggerService } from '@backstage/backend-plugin-api';
import type { DesiredStateService } from './DesiredStateService';
import type { Readiness } from './Readiness';
import type { SeedService } from './SeedService';

const RETRY_MS = 5_000;

/** Fills a fresh repository and reads the fleet, beside the start of the backend and not before it. */
export class Startup {
  static create(options: {
    seed: SeedService;
    desiredState: DesiredStateService;
    readiness: Readiness;
    logger: LoggerService;
  }): Startup {
    return new Startup(options);
  }

  readonly #seed: SeedService;
  readonly #desiredState: DesiredStateService;
  readonly #readiness: Readiness;
  readonly #logger: LoggerService;
  #stopped = false;
  #retry?: NodeJS.Timeout;

  private constructor(options: {
    seed: SeedService;
    desiredState: DesiredStateService;
    readiness: Readiness;
    logger: LoggerService;
  }) {
    this.#seed = options.seed;
    this.#desiredState = options.desiredState;
    this.#readiness = options.readiness;
    this.#logger = options.logger;
  }

  /** Returns at once; {@link Readiness} tells when the routes may answer. Tries again until it succeeds. */
  begin(): void {
    this.#run().catch(error => {
      const message = error instanceof Error ? error.message : String(error);
      this.#readiness.working(message);
      this.#logger.error(
        `The golden path cannot start yet and tries again in ${
          RETRY_MS / 1000
        } s: ${message}`,
      );
      if (!this.#stopped) {
        this.#retry = setTimeout(() => this.begin(), RETRY_MS);
        this.#retry.unref();
      }
    });
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retry);
  }

  async #run(): Promise<void> {
    await this.#seed.run(words => {
      this.#readiness.working(words);
      this.#logger.info(`Golden path: ${words}`);
    });
    this.#readiness.working('reading the merged services');
    await this.#desiredState.fleet();
    this.#readiness.done();
  }
}
