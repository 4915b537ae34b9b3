import { z } from 'zod';
import { duration } from './scalars';

/** How a new version comes in: tiers and intents state it alike. */
export const rolloutStrategy = z
  .enum(['canary', 'rolling'])
  .describe('canary: traffic moves step by step; rolling: pod by pod');

/** The shares that a canary takes, one after the other. */
export const rolloutSteps = z.array(
  z.strictObject({
    weight: z
      .int()
      .min(1)
      .max(100)
      .describe('Percent of traffic on the new version'),
    pause: duration.describe('Time before the next step').optional(),
  }),
);
