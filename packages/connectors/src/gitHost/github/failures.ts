import { z } from 'zod';
import { GitHostLimitError, GitHostUnavailableError } from '../errors';
import { errorOfAnswer } from '../remote/errorOfAnswer';
import { wordsOf } from './words';

const headers = z.record(
  z.string(),
  z.union([z.string(), z.number()]).optional(),
);

/** An answer that was no success, as the SDK throws it. */
const httpFailure = z.object({
  status: z.number(),
  response: z.object({ data: z.unknown(), headers }),
});

/** GraphQL says no with HTTP 200. */
const graphqlFailure = z.object({
  headers,
  errors: z
    .array(z.object({ type: z.string().optional(), message: z.string() }))
    .min(1),
});

const STATUS_OF_TYPE: Record<string, number> = {
  FORBIDDEN: 403,
  INSUFFICIENT_SCOPES: 403,
  NOT_FOUND: 404,
  UNAUTHENTICATED: 401,
};

/** The error for what an SDK threw, in our words. */
export function failureOf(options: {
  error: unknown;
  host: string;
  doing: string;
  token?: boolean;
}): Error {
  const { error, host } = options;
  const http = httpFailure.safeParse(error);
  if (http.success) {
    const { status, response } = http.data;
    return errorOfAnswer({
      ...options,
      status,
      words: wordsOf({ status, ...response }),
    });
  }
  const graphql = graphqlFailure.safeParse(error);
  if (graphql.success) {
    const { errors } = graphql.data;
    const { type = '' } = errors[0];
    const reset = Number(graphql.data.headers['x-ratelimit-reset']);
    if (type === 'RATE_LIMITED' && Number.isFinite(reset)) {
      return new GitHostLimitError({
        host,
        resumesAt: new Date(reset * 1000).toISOString(),
      });
    }
    return errorOfAnswer({
      ...options,
      status: STATUS_OF_TYPE[type] ?? 422,
      words: errors.map(({ message }) => message).join('; '),
    });
  }
  return new GitHostUnavailableError(
    `${host} did not ${options.doing}: ${
      error instanceof Error ? error.message : 'it was not reached'
    }; check integrations.github, then try again.`,
  );
}
