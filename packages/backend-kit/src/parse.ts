import { checkValue } from '@fairway/plugin-golden-path-common';
import { z } from 'zod';
import { BadCallError } from './errors';

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

/** `limit` and `cursor` of every list; the cursor is opaque to callers. A page has at most 100 rows if not told. */
export function pageQuery(options: {
  defaultLimit: number;
  mostRows?: number;
}) {
  const { defaultLimit, mostRows = 100 } = options;
  const words = { error: `expected a whole number of 1 to ${mostRows}` };
  return {
    limit: z
      .string(words)
      .regex(/^[1-9][0-9]{0,8}$/, words)
      .transform(Number)
      .refine(limit => limit <= mostRows, words)
      .default(defaultLimit),
    cursor: z.string().max(200).optional(),
  };
}
