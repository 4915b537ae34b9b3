import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { InstantSeries, RangeSeries } from '@fairway/plugin-slo-common';
import {
  answerOf,
  instantSeriesOf,
  missingPartOf,
  rangeSeriesOf,
  type PrometheusAnswer,
} from './answers';
import type { PrometheusSettings } from './config';
import { PrometheusQueryError, PrometheusUnavailableError } from './errors';
import { errorOfAnswer, errorOfFetch, isPassing } from './failures';
import {
  secureFetch,
  type HttpAnswer,
  type PrometheusFetch,
} from './secureFetch';

const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 250;
const MAX_BYTES = 48 * 1024 * 1024;

/** @public */
export interface PrometheusClientOptions {
  settings: Omit<PrometheusSettings, 'id' | 'services' | 'environments'>;
  /** That of Node, or one with the certificates of the settings, when left out. */
  fetch?: PrometheusFetch;
  /** Of one answer; 48 MiB when left out. */
  maxBytes?: number;
  /** Pauses; the clock of the machine when left out. */
  sleep?(ms: number, signal: AbortSignal): Promise<unknown>;
}

/** Series, and why they are not all of them, when they are not. @public */
export interface Answered<S> {
  series: S[];
  /** `scalar` for a query that cannot be joined with others. */
  type: PrometheusAnswer['data']['resultType'];
  missing?: string;
}

/**
 * Asks the HTTP API of Prometheus and of what speaks like it: Mimir, Thanos, VictoriaMetrics. It only reads.
 *
 * Its calls throw PrometheusQueryError for what the server does not answer, PrometheusUnavailableError where nothing
 * comes from there, and the reason of the caller's signal when that ended it.
 * @public
 */
export class PrometheusClient {
  static create(options: PrometheusClientOptions): PrometheusClient {
    return new PrometheusClient(options);
  }

  /** For people: `Prometheus at https://…`. */
  readonly title: string;
  readonly #base: string;
  readonly #options: PrometheusClientOptions;
  readonly #fetch: PrometheusFetch;

  private constructor(options: PrometheusClientOptions) {
    const { url, title, tls } = options.settings;
    this.#base = url.replace(/\/+$/, '').replace(/\/api\/v1$/, '');
    this.title = title ?? `Prometheus at ${this.#base}`;
    this.#options = options;
    this.#fetch = options.fetch ?? (tls ? secureFetch(tls) : globalThis.fetch);
  }

  /** @param options - `at`: epoch milliseconds */
  async query(options: {
    query: string;
    at: number;
    signal?: AbortSignal;
  }): Promise<Answered<InstantSeries>> {
    const { query, at, signal } = options;
    const answer = await this.#ask(
      'query',
      { query, time: `${at / 1000}` },
      signal,
    );
    return { ...standingOf(answer), series: instantSeriesOf(answer) };
  }

  /** @param options - `from`, `to`: epoch milliseconds of the first and of the last evaluation */
  async queryRange(options: {
    query: string;
    from: number;
    to: number;
    stepSeconds: number;
    signal?: AbortSignal;
  }): Promise<Answered<RangeSeries>> {
    const { query, from, to, stepSeconds, signal } = options;
    const answer = await this.#ask(
      'query_range',
      {
        query,
        start: `${from / 1000}`,
        end: `${to / 1000}`,
        step: `${stepSeconds}`,
      },
      signal,
    );
    return { ...standingOf(answer), series: rangeSeriesOf(answer) };
  }

  async #ask(
    path: string,
    form: Record<string, string>,
    signal: AbortSignal | undefined,
  ): Promise<PrometheusAnswer> {
    const { timeoutSeconds } = this.#options.settings;
    const ends = Date.now() + timeoutSeconds * 1000;
    const deadline = AbortSignal.timeout(timeoutSeconds * 1000);
    const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
    for (let attempt = 1; ; attempt += 1) {
      let failure: unknown;
      let asked: number | undefined;
      try {
        const { answer, body } = await this.#once(path, form, either);
        const said = answerOf(body);
        if (answer.status === 200 && said?.status === 'success') {
          return said;
        }
        failure = errorOfAnswer({ title: this.title, answer, body, said });
        if (!isPassing(answer.status, failure)) {
          throw failure;
        }
        asked = pauseAskedFor(answer);
      } catch (error) {
        signal?.throwIfAborted();
        if (error === failure || isOurs(error)) {
          throw error;
        }
        const { error: told, again } = errorOfFetch({
          title: this.title,
          error,
          timeoutSeconds: deadline.aborted ? timeoutSeconds : undefined,
        });
        if (!again) {
          throw told;
        }
        failure = told;
      }
      const pause =
        asked ?? FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random());
      if (attempt === ATTEMPTS || Date.now() + pause >= ends) {
        throw failure;
      }
      await this.#sleep(pause, either).catch(() => {
        signal?.throwIfAborted();
        throw failure;
      });
    }
  }

  /** One try, its body read to the end. */
  async #once(
    path: string,
    form: Record<string, string>,
    signal: AbortSignal,
  ): Promise<{ answer: HttpAnswer; body: string }> {
    const { settings, maxBytes = MAX_BYTES } = this.#options;
    // A little less than our own patience, so that it stops its work and says so itself.
    const timeout = `${Math.floor(settings.timeoutSeconds * 900)}ms`;
    const answer = await this.#fetch(`${this.#base}/api/v1/${path}`, {
      method: 'POST',
      headers: await this.#headers(),
      body: new URLSearchParams({ ...form, timeout }).toString(),
      // Credentials are for this address and no other.
      redirect: 'manual',
      signal,
    });
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of answer.body ?? []) {
      bytes += part.byteLength;
      if (bytes > maxBytes) {
        throw new PrometheusQueryError(
          `${this.title} answers more than ${maxBytes} bytes; ask for less at once.`,
        );
      }
      parts.push(part);
    }
    return { answer, body: Buffer.concat(parts).toString('utf8') };
  }

  async #headers(): Promise<Record<string, string>> {
    const { headers, tenant, auth } = this.#options.settings;
    return {
      ...headers,
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      ...(tenant && { 'X-Scope-OrgID': tenant }),
      ...(auth && { authorization: await this.#authorization(auth) }),
    };
  }

  async #authorization(
    auth: NonNullable<PrometheusSettings['auth']>,
  ): Promise<string> {
    switch (auth.type) {
      case 'basic':
        return `Basic ${Buffer.from(
          `${auth.username}:${auth.password}`,
        ).toString('base64')}`;
      case 'bearer':
        return `Bearer ${auth.token}`;
      default: {
        const token = await readFile(auth.tokenFile, 'utf8').catch(() => {
          throw new PrometheusUnavailableError(
            'credentials',
            `The token for ${this.title} cannot be read from ${auth.tokenFile}; see whether the file is there and the backend may read it.`,
          );
        });
        return `Bearer ${token.trim()}`;
      }
    }
  }

  async #sleep(ms: number, signal: AbortSignal): Promise<void> {
    const { sleep } = this.#options;
    await (sleep ? sleep(ms, signal) : wait(ms, undefined, { signal }));
  }
}

function standingOf(answer: PrometheusAnswer) {
  const missing = missingPartOf(answer);
  return {
    type: answer.data.resultType,
    ...(missing !== undefined && { missing }),
  };
}

function isOurs(error: unknown): boolean {
  return (
    error instanceof PrometheusQueryError ||
    error instanceof PrometheusUnavailableError
  );
}

/** Milliseconds, from `Retry-After` in seconds or as a date. */
function pauseAskedFor({ headers }: HttpAnswer): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) {
    return undefined;
  }
  const ms = /^\d+$/.test(value)
    ? Number(value) * 1000
    : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
