import { z } from 'zod';
import { TIERS } from '../intent';
import { duration } from '../scalars';

/** What a promotion may ask for. @public */
export const PROMOTION_EVIDENCE = [
  'built',
  'scanned',
  'signed',
  'synced',
  'ready',
  'canary',
  'promoted',
  'stable',
] as const;

/** @public */
export type PromotionEvidence = (typeof PROMOTION_EVIDENCE)[number];

export const deliverySchema = z
  .strictObject({
    tiers: z
      .partialRecord(
        z.enum(TIERS),
        z.strictObject({
          observation: duration
            .describe('Time without a failure until a release is stable')
            .optional(),
          promotion: z
            .array(z.enum(PROMOTION_EVIDENCE))
            .describe(
              'What has to be proven in one environment before an image goes on into the next',
            )
            .optional(),
        }),
      )
      .describe('By tier; defaults of Fairway where a tier states nothing')
      .optional(),
    scan: z
      .strictObject({
        critical: z
          .int()
          .min(0)
          .max(10_000)
          .describe('Most critical findings that pass; none if absent')
          .optional(),
        high: z
          .int()
          .min(0)
          .max(10_000)
          .describe('Most high findings that pass; any number if absent')
          .optional(),
      })
      .describe('When the report of a scanner counts as passed')
      .optional(),
  })
  .describe('What has to be proven about a delivery, and for how long');
