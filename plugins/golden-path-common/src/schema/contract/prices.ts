import { z } from 'zod';
import { dnsLabel } from '../scalars';
import { decimal } from './scalars';

const priceRow = z.strictObject({
  cpu: decimal.describe('Per core and month'),
  memory: decimal.describe('Per GiB and month'),
  storage: decimal.describe('Per GiB and month'),
});

export const pricesSchema = z
  .strictObject({
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, { error: 'expected a currency such as EUR' })
      .describe('Code of the currency, such as EUR'),
    default: priceRow.describe('In clusters without a row of their own'),
    clusters: z.record(dnsLabel, priceRow).describe('By cluster').optional(),
    publicRoute: decimal.describe('Per public route and month'),
  })
  .describe('What it costs');
