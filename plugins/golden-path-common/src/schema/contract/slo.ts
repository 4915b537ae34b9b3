import { z } from 'zod';
import { TIERS } from '../intent';
import { line } from '../scalars';

export const sloPolicySchema = z
  .strictObject({
    minimumEvents: z
      .int()
      .min(0)
      .max(1_000_000)
      .describe(
        'With fewer events in the time that is looked at there is no verdict; 100 if absent',
      )
      .optional(),
    budgetPolicy: z
      .array(
        z.strictObject({
          spentPercent: z
            .number()
            .gt(0)
            .max(1000)
            .describe('Percent of an error budget that is spent'),
          consequence: line(300).describe('What happens from then on'),
          review: z
            .boolean()
            .describe(
              'Whether changes in production set off the trigger budget-spent; they do not if absent',
            )
            .optional(),
        }),
      )
      .max(10)
      .describe('What a spent error budget means')
      .optional(),
    lowered: z
      .strictObject({
        review: z
          .array(z.enum(TIERS))
          .min(1)
          .describe(
            'Tiers whose services set off the trigger objective-lowered, before or after the change',
          ),
      })
      .describe(
        'Whose lowered objectives need a review; those of every tier if absent',
      )
      .optional(),
  })
  .describe('How error budgets are judged, and what follows');
