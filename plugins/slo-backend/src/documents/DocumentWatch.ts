import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { Discovery } from './Discovery';
import { DESIRED_STATE_TOPIC } from './GoldenPathDocuments';
import { Latest } from './Latest';
import type { DocumentSource } from './types';

/** How often it is asked whether the commit moved, in case an event was lost. */
const GOLDEN_PATH_EVERY = { seconds: 30 };
/** How often the catalog is asked who owns services. */
const OWNERS_EVERY = { minutes: 1 };
/** At a start the golden path comes up beside this plugin: until it answers it is asked again so soon. */
const FIRST_ANSWER_MS = 2_000;
const FIRST_ATTEMPTS = 60;
/** Longest look at the golden path, and at each of the others. */
const LOOK_MINUTES = 10;
const LONG_LOOK_MINUTES = 30;

interface DocumentWatchOptions {
  discovery: Discovery;
  events: EventsService;
  goldenPath: DocumentSource;
  logger: LoggerService;
  /** Looked at now and then. */
  others: DocumentSource[];
  scheduler: SchedulerService;
  /** Between two looks at the others. */
  seconds: number;
}

/**
 * Decides when documents are looked for: on the scheduler, and at once when something was merged. Each source has looks
 * of its own, which wait for nobody else's.
 */
export class DocumentWatch {
  static create(options: DocumentWatchOptions): DocumentWatch {
    return new DocumentWatch(options);
  }

  readonly #options: DocumentWatchOptions;
  readonly #stopping = new AbortController();
  readonly #looks = new Map<string, Latest<boolean>>();
  /** By kind, what keeps documents from being found; told once. */
  readonly #said = new Map<string, string>();

  private constructor(options: DocumentWatchOptions) {
    this.#options = options;
  }

  /** From now on documents are looked for whenever there is a reason to. */
  async schedule(): Promise<void> {
    const { discovery, events, goldenPath, others, scheduler, seconds } =
      this.#options;
    await events.subscribe({
      id: 'slo-documents',
      topics: [DESIRED_STATE_TOPIC],
      onEvent: async () => {
        await this.#look(goldenPath);
      },
    });
    await scheduler.scheduleTask({
      id: 'slo-golden-path-documents',
      scope: 'global',
      frequency: GOLDEN_PATH_EVERY,
      initialDelay: GOLDEN_PATH_EVERY,
      timeout: { minutes: LOOK_MINUTES },
      fn: async signal => {
        await this.#look(goldenPath, signal);
      },
    });
    for (const source of others) {
      await scheduler.scheduleTask({
        id: `slo-documents-${source.kind}`,
        scope: 'global',
        frequency: { seconds },
        timeout: { minutes: LONG_LOOK_MINUTES },
        fn: async signal => {
          await this.#look(source, signal);
        },
      });
    }
    await scheduler.scheduleTask({
      id: 'slo-owners',
      scope: 'global',
      frequency: OWNERS_EVERY,
      initialDelay: { seconds: 10 },
      timeout: { minutes: LOOK_MINUTES },
      fn: () => discovery.lookAtOwners(),
    });
  }

  /** Looks for the first time; returns at once. */
  begin(): void {
    void this.#untilAnswered();
  }

  stop(): void {
    this.#stopping.abort();
  }

  async #untilAnswered(): Promise<void> {
    for (let attempt = 0; attempt < FIRST_ATTEMPTS; attempt++) {
      if (await this.#look(this.#options.goldenPath)) {
        return;
      }
      await new Promise(resolve => {
        setTimeout(resolve, FIRST_ANSWER_MS).unref();
      });
      if (this.#stopping.signal.aborted) {
        return;
      }
    }
  }

  /** A look that begins after the call. @returns whether the source answered */
  async #look(source: DocumentSource, signal?: AbortSignal): Promise<boolean> {
    const { discovery } = this.#options;
    const looks = this.#looks.get(source.kind) ?? new Latest();
    this.#looks.set(source.kind, looks);
    return looks.run(async () => {
      const ending = AbortSignal.any([
        this.#stopping.signal,
        AbortSignal.timeout(LONG_LOOK_MINUTES * 60_000),
        ...(signal ? [signal] : []),
      ]);
      try {
        ending.throwIfAborted();
        await discovery.look(source, ending);
        this.#said.delete(source.kind);
        return true;
      } catch (error) {
        this.#say(source.kind, error);
        return false;
      }
    });
  }

  #say(kind: string, error: unknown): void {
    const words = String(error);
    if (words !== this.#said.get(kind) && !this.#stopping.signal.aborted) {
      this.#said.set(kind, words);
      this.#options.logger.info(
        `Objectives of the ${kind} cannot be looked for now; those that are known stay: ${words}`,
      );
    }
  }
}
