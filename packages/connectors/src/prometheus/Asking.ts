import type { SourceFailure } from '@fairway/plugin-slo-common';
import { PrometheusQueryError, PrometheusUnavailableError } from './errors';

/** Smaller queries that one call may make to find what fails. */
const MOST_SPLITS = 300;
/** Queries that may be without an answer in time before nothing more is asked. */
const MOST_SLOW = 3;
/** Others may be answered all the same. */
const NOT_FOR_ALL = new Set(['slow', 'overloaded']);

interface AskingOptions<Q> {
  /** Runs it when it is its turn. */
  turn<T>(work: () => Promise<T>): Promise<T>;
  ask(query: Q): Promise<void>;
  smaller(query: Q): Q[];
  objectivesOf(query: Q): string[];
  /** One that fails alone. */
  refused(query: Q): void;
  /** One that had no answer when the time for all of them was over. */
  late(query: Q): void;
  signal?: AbortSignal;
  /** Ends the time for all of them: what was answered until then stands. */
  ending: AbortSignal;
}

/**
 * Asks many queries, so that what fails for one fails for that one. A query that is not answered is made smaller until
 * what fails is alone; where nothing comes from the server at all, the rest is not asked.
 */
export class Asking<Q> {
  readonly #options: AskingOptions<Q>;
  readonly #failures = new Map<string, Set<string>>();
  /** In which order they were asked for; answers come in any. */
  readonly #places = new Map<string, number>();
  #splits = 0;
  #slow = 0;
  #over?: PrometheusUnavailableError;

  constructor(options: AskingOptions<Q>) {
    this.#options = options;
  }

  /**
   * May be called again, when it tells what failed before too.
   *
   * @throws the reason of the signal, and what is no failure of the server
   */
  async all(queries: Q[]): Promise<SourceFailure[]> {
    for (const id of queries.flatMap(this.#options.objectivesOf)) {
      this.#places.set(id, this.#places.get(id) ?? this.#places.size);
    }
    await Promise.all(queries.map(query => this.#one(query)));
    const placeOf = (id: string) => this.#places.get(id) ?? 0;
    return [...this.#failures]
      .map(([message, objectives]) => ({
        objectives: [...objectives].sort((a, b) => placeOf(a) - placeOf(b)),
        message,
      }))
      .sort((a, b) => placeOf(a.objectives[0]) - placeOf(b.objectives[0]));
  }

  async #one(query: Q): Promise<void> {
    const { turn, ask, smaller, refused, late, signal, ending } = this.#options;
    let failure: Error | undefined;
    await turn(async () => {
      signal?.throwIfAborted();
      failure = this.#over ?? (ending.aborted ? outOfTime() : undefined);
      if (!failure) {
        await ask(query).catch((error: unknown) => {
          signal?.throwIfAborted();
          if (ending.aborted) {
            late(query);
          }
          failure = ending.aborted ? outOfTime() : this.#judge(error);
        });
      }
    });
    if (!failure) {
      return;
    }
    const parts =
      failure instanceof PrometheusQueryError && this.#splits < MOST_SPLITS
        ? smaller(query)
        : [];
    if (parts.length > 0) {
      this.#splits += parts.length;
      await Promise.all(parts.map(part => this.#one(part)));
      return;
    }
    if (failure instanceof PrometheusQueryError) {
      refused(query);
    }
    this.#fail(query, failure.message);
  }

  #judge(error: unknown): Error {
    if (error instanceof PrometheusQueryError) {
      return error;
    }
    if (!(error instanceof PrometheusUnavailableError)) {
      throw error;
    }
    if (NOT_FOR_ALL.has(error.trouble)) {
      this.#slow += 1;
    }
    if (!NOT_FOR_ALL.has(error.trouble) || this.#slow >= MOST_SLOW) {
      this.#over = error;
    }
    return error;
  }

  #fail(query: Q, message: string): void {
    const failed = this.#failures.get(message) ?? new Set<string>();
    this.#options.objectivesOf(query).forEach(id => failed.add(id));
    this.#failures.set(message, failed);
  }
}

function outOfTime(): PrometheusUnavailableError {
  return new PrometheusUnavailableError(
    'slow',
    'There was no time left to answer it: other queries took too long; it is asked again',
  );
}
