import { InputError } from '@backstage/errors';
import { z } from 'zod';

/**
 * Parses what came over HTTP.
 * @throws InputError naming every field that is wrong.
 */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) {
    return parsed.data;
  }
  throw new InputError(
    parsed.error.issues
      .map(issue => `${issue.path.join('.') || 'request'}: ${issue.message}`)
      .join('; '),
  );
}

const MAX_LIMIT = 100;

/** `limit` and `cursor` of every list; the cursor is opaque to callers. */
export function pageQuery(options: { defaultLimit: number }) {
  return {
    limit: z.coerce
      .number()
      .int()
      .min(1)
      .max(MAX_LIMIT, { error: `expected a limit of 1 to ${MAX_LIMIT}` })
      .default(options.defaultLimit),
    cursor: z.string().max(200).optional(),
  };
}
