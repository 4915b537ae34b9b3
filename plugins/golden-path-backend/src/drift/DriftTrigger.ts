import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';

/** Id of the scheduled look, of which one runs at a time in all backends together. */
export const DRIFT_TASK = 'golden-path-drift';

/** What moves together is looked at together. */
const SETTLE_MS = 250;
/** A look that is under way sees most of what moves meanwhile; this is for what comes as it ends. */
const RETRY_MS = 10_000;

/** Has the scheduled look begin early when something has moved. */
export class DriftTrigger {
  static create(options: {
    scheduler: Pick<SchedulerService, 'triggerTask'>;
    logger: LoggerService;
  }): DriftTrigger {
    return new DriftTrigger(options);
  }

  readonly #scheduler: Pick<SchedulerService, 'triggerTask'>;
  readonly #logger: LoggerService;
  #timer?: NodeJS.Timeout;
  #stopped = false;

  private constructor(options: {
    scheduler: Pick<SchedulerService, 'triggerTask'>;
    logger: LoggerService;
  }) {
    this.#scheduler = options.scheduler;
    this.#logger = options.logger;
  }

  /** Returns at once. */
  stale(): void {
    this.#in(SETTLE_MS);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #in(ms: number): void {
    if (this.#timer || this.#stopped) {
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#scheduler.triggerTask(DRIFT_TASK).catch(error => {
        if (error instanceof ConflictError || error?.name === 'ConflictError') {
          this.#in(RETRY_MS);
        } else {
          this.#logger.warn(
            'The look for drift could not begin early; it begins at its time',
            error instanceof Error ? error : undefined,
          );
        }
      });
    }, ms);
    this.#timer.unref();
  }
}
