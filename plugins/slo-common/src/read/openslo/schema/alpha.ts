import { z } from 'zod';
import { name } from './common';

/** OpenSLO v1alpha as far as Sloth reads it; fields that it passes over may be there. */

const metric = z.looseObject({
  source: z.string(),
  queryType: z.string(),
  query: z.string().min(1, { error: 'expected some text' }),
});

const objective = z.looseObject({
  ratioMetrics: z.looseObject({ good: metric, total: metric }),
  target: z
    .number()
    .gt(0, { error: 'expected a number above 0 and below 1' })
    .lt(1, { error: 'expected a number above 0 and below 1' }),
});

export const sloOfAlpha = z.looseObject({
  apiVersion: z.literal('openslo/v1alpha'),
  kind: z.literal('SLO'),
  metadata: z.looseObject({ name }),
  spec: z.looseObject({
    timeWindows: z
      .array(
        z.looseObject({
          unit: z.string().regex(/^day$/i, {
            error: 'expected Day: other windows are not read in this version',
          }),
          count: z.int().min(1, { error: 'expected a number of days' }),
        }),
      )
      .max(1, { error: 'expected one window' })
      .nullish(),
    description: z.string().nullish(),
    service: name,
    objectives: z
      .array(objective)
      .min(1, { error: 'expected at least one objective' }),
  }),
});

export type SloOfAlpha = z.infer<typeof sloOfAlpha>;
export type MetricOfAlpha = z.infer<typeof metric>;
