import {
  objectivesOf,
  planRatios,
  planSlots,
  RatioBook,
  SlotBook,
  smallerQueries,
  textOf,
  wantedOf,
  type Objective,
  type PlannedQuery,
  type RatiosAnswer,
  type SliSource,
  type SlotsAnswer,
  type SlotsQuery,
  type Wanted,
} from '@fairway/plugin-slo-common';
import limit from 'p-limit';
import { Asking } from './Asking';
import type { PrometheusSettings } from './config';
import {
  PrometheusClient,
  type PrometheusClientOptions,
} from './PrometheusClient';

/** @public */
export interface PrometheusSliSourceOptions
  extends Omit<PrometheusClientOptions, 'settings'> {
  settings: PrometheusSettings;
  /** How long one look may take, in milliseconds; 50 s when left out. */
  lookMs?: number;
}

/** Less than whoever asks waits, so that what was answered by then is not lost. */
const LOOK_MS = 50_000;

/**
 * Indicators of one Prometheus, or of what speaks like it. Many objectives share a query; what rules record is read
 * from there.
 * @public
 */
export class PrometheusSliSource implements SliSource {
  /** @throws InputError for a certificate that cannot be read */
  static create(options: PrometheusSliSourceOptions): PrometheusSliSource {
    return new PrometheusSliSource(options);
  }

  readonly id: string;
  readonly title: string;
  readonly #settings: PrometheusSettings;
  readonly #lookMs: number;
  readonly #client: PrometheusClient;
  readonly #turn: ReturnType<typeof limit>;
  /** Expressions that cannot be joined with others: asked one by one until they can. */
  readonly #alone = new Set<string>();

  private constructor(options: PrometheusSliSourceOptions) {
    this.#settings = options.settings;
    this.#lookMs = options.lookMs ?? LOOK_MS;
    this.#client = PrometheusClient.create(options);
    this.#turn = limit(options.settings.concurrency);
    this.id = options.settings.id;
    this.title = this.#client.title;
  }

  /** By its service and its label `environment`, where the settings name some. */
  knows({ service, labels }: Objective): boolean {
    const { services, environments } = this.#settings;
    return (
      (!services || services.includes(service)) &&
      (!environments || environments.includes(labels.environment ?? ''))
    );
  }

  async ratios(options: {
    objectives: Objective[];
    windows: string[];
    at: number;
    signal?: AbortSignal;
  }): Promise<RatiosAnswer> {
    const { objectives, at, signal } = options;
    const ending = AbortSignal.timeout(this.#lookMs);
    const book = new RatioBook();
    const asking = new Asking<PlannedQuery>({
      turn: this.#turn,
      ask: async query => {
        const { series, missing, type } = await this.#client.query({
          query: textOf(query),
          at,
          signal: eitherOf(ending, signal),
        });
        this.#settle(query, type === 'vector');
        book.add(query, series, missing);
      },
      smaller: smallerQueries,
      objectivesOf,
      refused: query => this.#settle(query, false),
      late: query => this.#apart(query),
      signal,
      ending,
    });
    await asking.all(planRatios({ ...options, ...this.#planning() }));
    // A service without any error so far has no series of errors, and so none that rules make of it.
    const failures = await asking.all(
      [...book.notRecorded(objectives)].flatMap(([window, some]) =>
        planRatios({
          objectives: some.map(({ recorded, ...own }) => own),
          windows: [window],
          ...this.#planning(),
        }),
      ),
    );
    return { readings: book.readings(objectives), failures };
  }

  async slots(options: {
    objectives: Objective[];
    from: number;
    to: number;
    stepSeconds: number;
    signal?: AbortSignal;
  }): Promise<SlotsAnswer> {
    const { objectives, stepSeconds, signal } = options;
    const ending = AbortSignal.timeout(this.#lookMs);
    const book = new SlotBook(stepSeconds);
    const failures = await new Asking<SlotsQuery>({
      turn: this.#turn,
      ask: async asked => {
        const { series, missing } = await this.#client.queryRange({
          ...asked,
          query: textOf(asked.query),
          signal: eitherOf(ending, signal),
        });
        book.add(asked, series, missing);
      },
      smaller: asked =>
        smallerQueries(asked.query).map(query => ({ ...asked, query })),
      objectivesOf: ({ query }) => objectivesOf(query),
      refused: ({ query }) => this.#settle(query, false),
      late: ({ query }) => this.#apart(query),
      signal,
      ending,
    }).all(planSlots({ ...options, ...this.#planning() }));
    return { ...book.answer(objectives), failures };
  }

  /** Remembers which expressions go together with others. */
  #settle(query: PlannedQuery, joins: boolean): void {
    if (query.form !== 'bare') {
      return;
    }
    const key = keyOf({ ...query.member, window: query.window });
    if (joins) {
      this.#alone.delete(key);
    } else {
      this.#alone.add(key);
    }
  }

  /** One of these keeps the others from an answer: each is asked alone until it has one. */
  #apart(query: PlannedQuery): void {
    if (query.form !== 'recorded') {
      for (const wanted of wantedOf(query)) {
        this.#alone.add(keyOf({ ...wanted, window: query.window }));
      }
    }
  }

  #planning() {
    const { labels } = this.#settings;
    return {
      ...(labels && { labels }),
      alone: (wanted: Wanted & { window: string }) =>
        this.#alone.has(keyOf(wanted)),
    };
  }
}

function keyOf(options: Wanted & { window: string }): string {
  return `${options.objective}:${options.quantity}:${options.window}`;
}

function eitherOf(ending: AbortSignal, signal?: AbortSignal): AbortSignal {
  return signal ? AbortSignal.any([signal, ending]) : ending;
}
