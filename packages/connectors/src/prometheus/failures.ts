import { z } from 'zod';
import type { PrometheusAnswer, PrometheusFailure } from './answers';
import {
  PrometheusQueryError,
  PrometheusUnavailableError,
  type PrometheusTrouble,
} from './errors';
import type { HttpAnswer } from './secureFetch';
import { isNoPathOfIts, ranOutOfTime, withoutEcho } from './victoriaMetrics';

const MAX_WORDS = 300;
const PASSING = new Set([429, 502, 503, 504]);
const TOO_MUCH = new Set([400, 413, 414, 422]);
/** The connection was there and broke. */
const BROKEN = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** Whether the same may have an answer in a moment. */
export function isPassing(status: number, failure: unknown): boolean {
  return PASSING.has(status) && !(failure instanceof PrometheusQueryError);
}

/** What an answer without numbers means. */
export function errorOfAnswer(options: {
  title: string;
  answer: HttpAnswer;
  body: string;
  said: PrometheusAnswer | PrometheusFailure | undefined;
}): Error {
  const { title, answer, body, said } = options;
  const { status } = answer;
  const failed = said?.status === 'error' ? said : undefined;
  const reason = withoutEcho(failed?.error ?? '');
  const late = failed?.errorType === 'timeout' || ranOutOfTime(reason);
  const words = failed
    ? ` (${failed.errorType}: ${oneLine(reason)})`
    : ` (HTTP ${status})`;
  const trouble = (why: PrometheusTrouble, what: string) =>
    new PrometheusUnavailableError(why, `${title} ${what}.`);
  if (failed && (TOO_MUCH.has(status) || late)) {
    return new PrometheusQueryError(
      late
        ? `${title} did not get done with the query in time${words}; record it with rules, or make it smaller.`
        : `${title} does not take the query${words}.`,
    );
  }
  if (TOO_MUCH.has(status) && !isNoPathOfIts(body)) {
    return new PrometheusQueryError(
      `${title} does not take the query${words}.`,
    );
  }
  if (status === 401 || status === 403) {
    return trouble(
      'credentials',
      `does not let us read${words}; see whether the credentials and the tenant under auth, headers and tenant are right`,
    );
  }
  if (PASSING.has(status)) {
    return trouble('overloaded', `cannot answer at the moment${words}`);
  }
  if (status >= 300 && status < 400) {
    return trouble(
      'not-prometheus',
      `sends us elsewhere${words}; see whether its url is right and no login page stands in front of it`,
    );
  }
  if (status >= 500) {
    return trouble('overloaded', `has trouble of its own${words}`);
  }
  return trouble(
    'not-prometheus',
    `answers what no Prometheus would${words}; see whether its url is the address before /api/v1, with the prefix that Mimir and others need, and no login page stands in front of it`,
  );
}

/**
 * What it means that no whole answer came.
 * @param options - `timeoutSeconds`: when the time was over
 */
export function errorOfFetch(options: {
  title: string;
  error: unknown;
  timeoutSeconds?: number;
}): { error: PrometheusUnavailableError; again: boolean } {
  const { title, error, timeoutSeconds } = options;
  if (timeoutSeconds !== undefined) {
    return {
      error: new PrometheusUnavailableError(
        'slow',
        `${title} gave no whole answer within ${timeoutSeconds} s.`,
      ),
      again: false,
    };
  }
  const code = codeOf(error);
  const again = code !== undefined && BROKEN.has(code);
  return {
    error: new PrometheusUnavailableError(
      'unreachable',
      again
        ? `${title} cut its answer.`
        : `${title} cannot be reached${
            code === undefined ? '' : ` (${code})`
          }; ${remedyOf(code)}.`,
    ),
    again,
  };
}

function remedyOf(code = ''): string {
  if (/CERT|SSL|TLS|SIGNATURE|ISSUER/.test(code)) {
    return 'its certificate is not trusted: name its authority under tls.caFile';
  }
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN'
    ? 'the name in its url is not known here'
    : 'see whether its url is right and it is running';
}

const caused = z.object({ code: z.unknown(), cause: z.unknown() }).partial();

/** Of the system or of the HTTP client, at whatever depth it stands. */
function codeOf(error: unknown): string | undefined {
  let cause = error;
  for (let depth = 0; depth < 5; depth += 1) {
    const { data } = caused.safeParse(cause);
    if (typeof data?.code === 'string') {
      return data.code;
    }
    cause = data?.cause;
  }
  return undefined;
}

function oneLine(text: string): string {
  const line = text
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim();
  return line.length > MAX_WORDS ? `${line.slice(0, MAX_WORDS)}…` : line;
}
