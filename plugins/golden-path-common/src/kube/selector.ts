import { z } from 'zod';

/** @public */
export type Labels = Record<string, string>;

/** `metav1.LabelSelector`. Unknown fields pass: the API server refuses what it does not know. */
export const selectorSchema = z.looseObject({
  matchLabels: z.record(z.string(), z.string()).optional(),
  matchExpressions: z
    .array(
      z.looseObject({
        key: z.string(),
        operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
        values: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});

export type LabelSelector = z.infer<typeof selectorSchema>;

/** Whether labels are selected, as the API server decides it; no selector selects everything. */
export function selectorMatches(
  selector: LabelSelector | undefined,
  labels: Labels,
): boolean {
  if (!selector) return true;
  const { matchLabels, matchExpressions = [] } = selector;
  if (
    matchLabels &&
    Object.keys(matchLabels).some(key => labels[key] !== matchLabels[key])
  ) {
    return false;
  }
  for (const { key, operator, values = [] } of matchExpressions) {
    const value = labels[key];
    const isIn = value !== undefined && values.includes(value);
    if (operator === 'In' && !isIn) return false;
    if (operator === 'NotIn' && isIn) return false;
    if (operator === 'Exists' && value === undefined) return false;
    if (operator === 'DoesNotExist' && value !== undefined) return false;
  }
  return true;
}
