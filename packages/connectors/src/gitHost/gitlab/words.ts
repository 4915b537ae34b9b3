import { z } from 'zod';

const text = z.union([
  z.string(),
  z.array(z.string()).transform(parts => parts.join('; ')),
  z
    .record(z.string(), z.union([z.string(), z.array(z.string())]))
    .transform(fields =>
      Object.entries(fields)
        .map(([field, said]) => `${field} ${[said].flat().join(', ')}`)
        .join('; '),
    ),
]);

const refusal = z.object({
  message: text.optional(),
  error: text.optional(),
  error_description: z.string().optional(),
  /** Scopes of which the token has none. */
  scope: z.string().optional(),
});

/** What GitLab said about a call that it did not carry out, with the scope that is missing. */
export function wordsOf(body: unknown): string {
  const parsed = refusal.safeParse(body);
  if (!parsed.success) {
    return '';
  }
  const { message, error, error_description: more, scope } = parsed.data;
  return [
    message,
    error,
    more,
    scope && `the token needs the scope ${scope.split(/\s+/).join(' or ')}`,
  ]
    .filter(part => part)
    .join('; ');
}
