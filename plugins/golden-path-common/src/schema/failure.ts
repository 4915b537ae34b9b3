import { z } from 'zod';
import type { Problem } from './problem';

/** As our backends answer what they cannot take: a `ResponseError` with the problems in its body. */
const failureSchema = z.object({
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

/** The problems of documents that an error of a backend carries; none for any other error. @public */
export function problemsOfFailure(error: unknown): Problem[] {
  const read = failureSchema.safeParse(error);
  return read.success ? read.data.body.error.problems : [];
}
