import type { Problem } from '@fairway/plugin-golden-path-common';
import { z } from 'zod';

/** As the backend answers for a document that it cannot take. */
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

/** The problems of the document that an error of the backend carries; none for any other error. */
export function problemsOfFailure(error: unknown): Problem[] {
  const read = problemsSchema.safeParse(error);
  return read.success ? read.data.body.error.problems : [];
}
