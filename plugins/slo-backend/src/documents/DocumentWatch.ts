import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { Discovery } from './Discovery';
import { DESIRED_STATE_TOPIC } from './GoldenPathDocuments';
import type { DocumentSource } from './types';

/** How often it is asked whether the commit moved, in case an event was lost. */
const GOLDEN_PATH_EVERY = { seconds: 30 };
/** How often the catalog is asked who owns services. */
const OWNERS_EVERY = { minutes: 1 };
/** At a start the golden path comes up beside this plugin: until it answers it is asked again so soon. */
const FIRST_ANSWER_MS = 2_000;
const FIRST_ATTEMPTS = 60;

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

/** Decides when documents are looked for: on the scheduler, and at once when something was merged. */
export class DocumentWatch {
  static create(options: DocumentWatchOptions): DocumentWatch {
    return new DocumentWatch(options);
  }

  readonly #options: DocumentWatchOptions;
  readonly #stopping = new AbortController();
  /** One look after the other: they write the same tables. */
  #turn: Promise<unknown> = Promise.resolve();
  readonly #waiting = new Set<string>();
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
      timeout: { minutes: 10 },
      fn: async () => {
        await this.#look(goldenPath);
      },
    });
    await scheduler.scheduleTask({
      id: 'slo-documents',
      scope: 'global',
      frequency: { seconds },
      timeout: { minutes: 30 },
      fn: async () => {
        for (const source of others) {
          await this.#look(source);
        }
      },
    });
    await scheduler.scheduleTask({
      id: 'slo-owners',
      scope: 'global',
      frequency: OWNERS_EVERY,
      initialDelay: { seconds: 10 },
      timeout: { minutes: 10 },
      fn: () => this.#inTurn('owners', () => discovery.lookAtOwners()),
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

  /** @returns whether the source answered */
  async #look(source: DocumentSource): Promise<boolean> {
    const { discovery } = this.#options;
    let answered = true;
    await this.#inTurn(source.kind, async () => {
      try {
        await discovery.look(source, this.#stopping.signal);
        this.#said.delete(source.kind);
      } catch (error) {
        answered = false;
        this.#say(source.kind, error);
      }
    });
    return answered;
  }

  /** Whoever comes while the same work still waits for its turn is served by it. */
  async #inTurn(key: string, work: () => Promise<void>): Promise<void> {
    if (this.#waiting.has(key)) {
      await this.#turn;
      return;
    }
    this.#waiting.add(key);
    const turn = this.#turn.then(() => {
      this.#waiting.delete(key);
      return this.#stopping.signal.aborted ? undefined : work();
    });
    this.#turn = turn.catch(() => {});
    await turn;
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
