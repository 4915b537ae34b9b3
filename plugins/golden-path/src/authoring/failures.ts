import { z } from 'zod';

const unavailableSchema = z.object({
  response: z.object({
    status: z.literal(503),
    headers: z.instanceof(Headers).optional(),
  }),
  body: z
    .object({ error: z.object({ message: z.string() }) })
    .optional()
    .catch(undefined),
});

/**
 * Whether it is another one's turn. The backend says when to come back, which it does not where time ran out; a page of
 * another origin does not get to see that, and goes by the words.
 */
export function isBusy(error: unknown): boolean {
  const read = unavailableSchema.safeParse(error);
  if (!read.success) {
    return false;
  }
  const { response, body } = read.data;
  return (
    response.headers?.has('Retry-After') === true ||
    body?.error.message.includes('one at a time') === true
  );
}

/** Whether no answer came at all; what browsers say then helps nobody. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError;
}
