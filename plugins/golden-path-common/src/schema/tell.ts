import type { z } from 'zod';

/** A rule between fields that is broken, in whole sentences: no pattern says what is wrong with it. */
interface BrokenRule {
  /** Where it shows, from the value that the rule is about. */
  path?: PropertyKey[];
  message: string;
  expected: string;
  remedy: string;
}

/** Reports a broken rule from a refinement, with the words that people read. */
export function tell(
  context: z.core.$RefinementCtx,
  { path = [], message, expected, remedy }: BrokenRule,
): void {
  context.addIssue({
    code: 'custom',
    path,
    message,
    params: { expected, remedy },
  });
}

/** What {@link tell} said about an issue; nothing for a refinement that only says what it expects. */
export function told(
  issue: z.core.$ZodIssue,
): { expected: string; remedy: string } | undefined {
  const params = issue.code === 'custom' ? issue.params : undefined;
  const expected: unknown = params?.expected;
  const remedy: unknown = params?.remedy;
  return typeof expected === 'string' && typeof remedy === 'string'
    ? { expected, remedy }
    : undefined;
}
