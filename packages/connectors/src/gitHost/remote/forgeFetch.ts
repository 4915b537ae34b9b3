import type { LoggerService } from '@backstage/backend-plugin-api';
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import limit from 'p-limit';
import { GitHostLimitError, GitHostUnavailableError } from '../errors';
import { waitAskedFor } from './waiting';

const ATTEMPTS = 4;
const TIMEOUT_MS = 30_000;
const MAX_WAIT_MS = 20_000;
const MAX_BYTES = 32 * 1024 * 1024;
const CONCURRENT = 6;
const FIRST_PAUSE_MS = 300;
/** Doing these again changes nothing more; what a POST began may have been carried out. */
const REPEATABLE = new Set(['GET', 'HEAD', 'PUT', 'PATCH']);
const EMPTY = new Set([204, 205, 304]);

/** @public */
export interface ForgeFetchOptions {
  /** What people call the host, for messages. */
  host: string;
  logger: LoggerService;
  /** The fetch below; that of Node when left out. */
  fetch?: typeof globalThis.fetch;
  /** Whether a call may be made again after its answer was lost; by its method when left out. */
  repeatable?(call: { method: string; url: string }): boolean;
  /** Of one try, body included; 30 s when left out. */
  timeoutMs?: number;
  /** The longest that a call waits because the host asks for it; 20 s when left out. */
  maxWaitMs?: number;
  /** Of one answer; 32 MiB when left out. */
  maxBytes?: number;
  /** Pauses; the clock of the machine when left out. */
  sleep?(ms: number): Promise<unknown>;
  /** Milliseconds since the epoch. */
  now?(): number;
}

type Outcome =
  | { answer: Response }
  | { failure: GitHostUnavailableError; again: boolean };

class Patience {
  readonly #options: ForgeFetchOptions;
  readonly #fetch: typeof globalThis.fetch;
  readonly #now: () => number;
  readonly #maxWaitMs: number;
  /** When the host goes on, by credentials. */
  readonly #closed = new Map<string, number>();

  constructor(options: ForgeFetchOptions) {
    this.#options = options;
    this.#fetch = options.fetch ?? globalThis.fetch;
    this.#now = options.now ?? Date.now;
    this.#maxWaitMs = options.maxWaitMs ?? MAX_WAIT_MS;
  }

  async fetch(request: Request): Promise<Response> {
    const who = createHash('sha256')
      .update(
        request.headers.get('authorization') ??
          request.headers.get('private-token') ??
          '',
      )
      .digest('hex');
    for (let attempt = 1; ; attempt += 1) {
      await this.#opened(who);
      const outcome = await this.#once(request, attempt < ATTEMPTS);
      if ('failure' in outcome) {
        if (attempt === ATTEMPTS || !outcome.again) {
          throw outcome.failure;
        }
        this.#options.logger.debug(
          `${outcome.failure.message} Try ${
            attempt + 1
          } of ${ATTEMPTS} follows.`,
        );
        await this.#sleep(
          FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random()),
        );
        continue;
      }
      const { answer } = outcome;
      const asked = waitAskedFor({
        status: answer.status,
        headers: answer.headers,
        now: this.#now(),
      });
      if (asked === undefined) {
        return answer;
      }
      this.#close(who, asked);
      // A limit comes before anything is done; what was overloaded may have done it, so callers look first.
      if (answer.status === 503 && !this.#repeatable(request)) {
        return answer;
      }
      if (attempt === ATTEMPTS) {
        throw this.#limited(this.#now() + asked);
      }
    }
  }

  /** One try, its body read to the end. */
  async #once(request: Request, another: boolean): Promise<Outcome> {
    const { host } = this.#options;
    const { method } = request;
    const again = another && this.#repeatable(request);
    const timeoutMs = this.#options.timeoutMs ?? TIMEOUT_MS;
    const deadline = AbortSignal.timeout(timeoutMs);
    const unknown = again || REPEATABLE.has(method);
    const hint = unknown
      ? 'try again in a minute'
      : 'it is not known whether it did what was asked, so look there before you try again';
    try {
      const answer = await this.#fetch(request.clone(), {
        signal: AbortSignal.any([request.signal, deadline]),
      });
      const whole = await this.#readWhole(answer);
      if (answer.status >= 500 && !whole.headers.has('retry-after') && again) {
        return {
          failure: new GitHostUnavailableError(
            `${host} has trouble of its own (HTTP ${answer.status}); ${hint}.`,
          ),
          again,
        };
      }
      return { answer: whole };
    } catch (error) {
      if (request.signal.aborted) {
        throw request.signal.reason;
      }
      if (error instanceof GitHostUnavailableError) {
        return { failure: error, again: false };
      }
      return {
        failure: new GitHostUnavailableError(
          deadline.aborted
            ? `${host} did not answer within ${timeoutMs / 1000} s; ${hint}.`
            : `${host} could not be reached, or cut its answer; ${hint}.`,
        ),
        again,
      };
    }
  }

  #repeatable({ method, url }: Request): boolean {
    return (
      this.#options.repeatable?.({ method, url }) ?? REPEATABLE.has(method)
    );
  }

  async #readWhole(answer: Response): Promise<Response> {
    const { host } = this.#options;
    const maxBytes = this.#options.maxBytes ?? MAX_BYTES;
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of answer.body ?? []) {
      size += chunk.length;
      if (size > maxBytes) {
        throw new GitHostUnavailableError(
          `${host} answered more than ${maxBytes} bytes, which is not read; check that its address in integrations is that of a Git host.`,
        );
      }
      chunks.push(chunk);
    }
    const { status, statusText, headers, url } = answer;
    const whole = new Response(
      EMPTY.has(status) ? null : Buffer.concat(chunks),
      { status, statusText, headers },
    );
    // A response that one makes has no address of its own.
    return Object.defineProperty(whole, 'url', { value: url });
  }

  /** Waits until the host takes calls again. @throws GitHostLimitError when that is too long. */
  async #opened(who: string): Promise<void> {
    for (;;) {
      const until = this.#closed.get(who);
      const now = this.#now();
      if (until === undefined || until <= now) {
        this.#closed.delete(who);
        return;
      }
      if (until - now > this.#maxWaitMs) {
        throw this.#limited(until);
      }
      await this.#sleep(until - now);
    }
  }

  #close(who: string, ms: number): void {
    const until = this.#now() + ms;
    this.#closed.set(who, Math.max(until, this.#closed.get(who) ?? 0));
    this.#options.logger.warn(
      `${this.#options.host} asks to wait until ${new Date(
        until,
      ).toISOString()}`,
    );
  }

  #limited(until: number): GitHostLimitError {
    return new GitHostLimitError({
      host: this.#options.host,
      resumesAt: new Date(until).toISOString(),
    });
  }

  async #sleep(ms: number): Promise<void> {
    await (this.#options.sleep ?? wait)(ms);
  }
}

/**
 * A `fetch` that bears with a host: it ends in time, takes no endless answers, makes few calls at once, waits where
 * the host asks for it, and makes a call again where that is safe. Answers that are no passing matter (also 4xx) are
 * handed on as they are, with their whole body read.
 *
 * A host that said how long to wait is left alone for that time by all calls with the same credentials.
 *
 * @throws GitHostLimitError when the host asks to wait too long; GitHostUnavailableError when it did not answer, cut
 * its answer, failed (5xx) or said too much.
 * @public
 */
export function createForgeFetch(
  options: ForgeFetchOptions,
): typeof globalThis.fetch {
  const patience = new Patience(options);
  const turns = limit(CONCURRENT);
  return (input, init) => {
    const request = new Request(input, init);
    return turns(() => patience.fetch(request));
  };
}
