import { z } from 'zod';
import { byteQuantity, cpuQuantity, dnsLabel } from '../scalars';

const quotaAmounts = z.strictObject({
  cpu: cpuQuantity.describe('Sum of CPU requests'),
  memory: byteQuantity.describe('Sum of memory requests'),
  storage: byteQuantity
    .describe('Sum of the volumes of stores; unlimited if absent')
    .optional(),
  pods: z.int().min(1).describe('Most pods'),
  objects: z.int().min(1).describe('Most objects of all kinds'),
});

export const quotasSchema = z
  .strictObject({
    default: z
      .record(dnsLabel, quotaAmounts)
      .describe('By environment, for every team without a row of its own'),
    teams: z
      .record(dnsLabel, z.record(dnsLabel, quotaAmounts))
      .describe('By team (without "group:"), then environment')
      .optional(),
  })
  .describe('How much a team may use');

/** @public */
export type QuotaAmounts = z.infer<typeof quotaAmounts>;
