import { checkValue } from '@fairway/plugin-golden-path-common';
import { z } from 'zod';
import { BadCallError } from '../errors';

/**
 * Parses a part of a call: its `body`, `query` or `path`.
 * @throws InputError that says of everything that is wrong where it is, what was expected and what to do.
 */
export function parse<T>(
  schema: z.ZodType<T>,
  value: unknown,
  part: 'body' | 'query' | 'path',
): T {
  const parsed = checkValue({ schema, value, file: part });
  if (!parsed.ok) {
    throw new BadCallError(parsed.problems);
  }
  return parsed.value;
}

const limitWords = { error: 'expected a whole number of 1 to 100' };

/** `limit` and `cursor` of every list; the cursor is opaque to callers. */
export function pageQuery(options: { defaultLimit: number }) {
  return {
    limit: z
      .string(limitWords)
      .regex(/^([1-9][0-9]?|100)$/, limitWords)
      .transform(Number)
      .default(options.defaultLimit),
    cursor: z.string().max(200).optional(),
  };
}
