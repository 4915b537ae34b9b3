import { InputError, NotFoundError } from '@backstage/errors';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { z } from 'zod';
import { BodyError } from './errors';

/** Bodies that no route could read are told what they should be, before anybody looks for a field in them. */
export const requireJson: RequestHandler = (req, _res, next) => {
  // False: there is a body, and it is of another type. Null: there is none.
  next(
    req.is('application/json') === false
      ? new InputError(
          'body: expected JSON; send the call with "Content-Type: application/json"',
        )
      : undefined,
  );
};

/** After all routes. What begins with a dot belongs to Backstage itself, which may answer after us. */
export const unknownRoute: RequestHandler = (req, _res, next) => {
  next(
    req.path.startsWith('/.')
      ? undefined
      : new NotFoundError(
          `There is no ${req.method} ${req.baseUrl}${req.path}; ${req.baseUrl}/openapi.json lists what there is`,
        ),
  );
};

/** Errors of Express and of its body parser, which tell themselves apart by these fields. */
const parserError = z.union([
  z.object({ type: z.string(), status: z.int().min(400).max(499) }),
  z.object({ name: z.literal('URIError') }).transform(() => ({
    type: 'path.malformed',
    status: 400,
  })),
]);

/** Puts refusals that are not ours into words. They would show parts of the body, and tell nobody what to do. */
export function inPlainWords(words: {
  /** What a body may be, and what to do about one that is larger. */
  tooLarge: string;
}): ErrorRequestHandler {
  return (error, _req, _res, next) => {
    const parsed = parserError.safeParse(error);
    next(parsed.success ? refusalOf(parsed.data, words) : error);
  };
}

function refusalOf(
  { type, status }: z.infer<typeof parserError>,
  { tooLarge }: { tooLarge: string },
): Error {
  if (status === 413) {
    return new BodyError({ statusCode: 413, message: `body: ${tooLarge}` });
  }
  if (status === 415) {
    return new BodyError({
      statusCode: 415,
      message:
        'body: expected JSON in UTF-8, plain or compressed with gzip, deflate or br; send it so',
    });
  }
  if (type === 'path.malformed') {
    return new InputError(
      'path: expected text in percent-encoding; write "%" as "%25"',
    );
  }
  return new InputError(
    type === 'entity.parse.failed'
      ? 'body: expected JSON, found something else; send a JSON object, with every text in double quotes'
      : 'body: it did not arrive whole; send the call again',
  );
}
