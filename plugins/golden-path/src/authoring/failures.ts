import type { Problem } from '@fairway/plugin-golden-path-common';
import { z } from 'zod';

/** As the backend answers for a draft that makes no contract. */
const problemsSchema = z.object({
  body: z.object({
    error: z.object({
      problems: z
        .array(
          z.object({
            file: z.string().optional(),
            line: z.number().optional(),
            at: z.string(),
            message: z.string(),
            remedy: z.string(),
          }),
        )
        .min(1),
    }),
  }),
});

const busySchema = z.object({
  response: z.object({
    status: z.literal(503),
    headers: z.instanceof(Headers),
  }),
});

/** The problems of files that an error of the backend carries; none for any other error. */
export function problemsOfFailure(error: unknown): Problem[] {
  const read = problemsSchema.safeParse(error);
  return read.success ? read.data.body.error.problems : [];
}

/** Whether it is another one's turn: the backend says when to come back, which it does not where time ran out. */
export function isBusy(error: unknown): boolean {
  const read = busySchema.safeParse(error);
  return read.success && read.data.response.headers.get('Retry-After') !== null;
}

/** Whether no answer came at all; what browsers say then helps nobody. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError;
}
