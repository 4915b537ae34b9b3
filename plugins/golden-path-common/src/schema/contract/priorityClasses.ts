import { z } from 'zod';
import { dnsLabel, line } from '../scalars';

/** Above it the cluster keeps numbers for itself. */
const HIGHEST = 1_000_000_000;

const priorityClassSchema = z.strictObject({
  description: line(200).describe('What runs with it, for people'),
  value: z
    .int()
    .min(-HIGHEST)
    .max(HIGHEST)
    .describe('Higher goes first; the cluster brings the class if absent')
    .optional(),
  preempts: z
    .boolean()
    .describe(
      'Whether its pods may take the place of lower ones; they may if absent',
    )
    .optional(),
});

export const priorityClassesSchema = z
  .record(
    dnsLabel.regex(/^(?!system-)/, {
      error: 'expected a name that does not begin with system-',
    }),
    priorityClassSchema,
  )
  .describe('Priorities of pods, which tiers and workload types name');
