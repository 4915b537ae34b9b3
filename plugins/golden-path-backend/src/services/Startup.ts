import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ChangeRequestService } from './ChangeRequestService';
import type { DesiredStateService } from './DesiredStateService';
import type { FleetVerdicts } from './FleetVerdicts';
import type { OwnedFiles } from './OwnedFiles';
import type { Readiness } from './Readiness';
import type { SeedService } from './SeedService';

const RETRY_MS = 5_000;

interface StartupOptions {
  changeRequests: Pick<ChangeRequestService, 'pickUp'>;
  seed: SeedService;
  desiredState: DesiredStateService;
  owned: OwnedFiles;
  verdicts: FleetVerdicts;
  readiness: Readiness;
  logger: LoggerService;
  /** Begins what goes on beside answering, once the routes may answer. */
  afterwards?: () => void;
}

/** Fills a fresh repository and reads the fleet, beside the start of the backend and not before it. */
export class Startup {
  static create(options: StartupOptions): Startup {
    return new Startup(options);
  }

  readonly #options: StartupOptions;
  #stopped = false;
  #retry?: NodeJS.Timeout;

  private constructor(options: StartupOptions) {
    this.#options = options;
  }

  /** Returns at once; {@link Readiness} tells when the routes may answer. Tries again until it succeeds. */
  begin(): void {
    this.#run().catch(error => {
      const message = error instanceof Error ? error.message : String(error);
      this.#options.readiness.working(message);
      this.#options.logger.error(
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
    const {
      changeRequests,
      seed,
      desiredState,
      owned,
      verdicts,
      readiness,
      logger,
      afterwards,
    } = this.#options;
    await seed.run(words => {
      readiness.working(words);
      logger.info(`Golden path: ${words}`);
    });
    readiness.working('reading the merged services');
    const { commit } = await desiredState.fleet();
    readiness.done();
    afterwards?.();
    changeRequests.pickUp().catch(error => {
      logger.warn(`Looking at the open change requests failed: ${error}`);
    });
    // What the first page and the first request would otherwise wait for.
    verdicts.refresh();
    await owned.at(commit).catch(error => {
      logger.debug(
        `Listing the GitOps repository is left to the first request: ${error}`,
      );
    });
  }
}
