import type {
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';

/** What changes together is indexed together. */
const SETTLE_MS = 2_000;
/** All is indexed anew each time, so many changes shall not make it go on without end. */
const APART_MS = 60_000;

interface EarlyRunsOptions {
  logger: Pick<LoggerService, 'warn'>;
  /** Runs it now and then in any case. */
  runner: SchedulerServiceTaskRunner;
  scheduler: Pick<SchedulerService, 'triggerTask'>;
  settleMs?: number;
}

/** A scheduled task that also begins soon after somebody asks for it, once a minute at most. */
export class EarlyRuns implements SchedulerServiceTaskRunner {
  static create(options: EarlyRunsOptions): EarlyRuns {
    return new EarlyRuns(options);
  }

  readonly #options: EarlyRunsOptions;
  #task?: string;
  #timer?: NodeJS.Timeout;
  #lastAt = -Infinity;

  private constructor(options: EarlyRunsOptions) {
    this.#options = options;
  }

  async run(
    task: Parameters<SchedulerServiceTaskRunner['run']>[0],
  ): Promise<void> {
    await this.#options.runner.run(task);
    this.#task = task.id;
  }

  /** Returns at once. */
  soon(): void {
    const { settleMs = SETTLE_MS } = this.#options;
    const sinceLast = performance.now() - this.#lastAt;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#trigger();
    }, Math.max(settleMs, APART_MS - sinceLast)).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #trigger(): Promise<void> {
    const { logger, scheduler } = this.#options;
    if (this.#task === undefined) {
      return;
    }
    this.#lastAt = performance.now();
    try {
      await scheduler.triggerTask(this.#task);
    } catch (error) {
      if (error instanceof Error && error.name === 'ConflictError') {
        // The run that is under way may have read the list before it changed.
        this.soon();
      } else {
        logger.warn(
          `Objectives that changed are found at the next scheduled run only: ${error}`,
        );
      }
    }
  }
}
