import { z } from 'zod';
import { line } from '../scalars';
import { labelKey } from './scalars';

export const labelsSchema = z
  .strictObject({
    prefix: line(60).describe('Prefix of our own labels and annotations'),
    taxonomy: z
      .array(
        z.strictObject({
          key: labelKey.describe('Label key with its prefix'),
          from: z
            .enum([
              'name',
              'system',
              'team',
              'tier',
              'environment',
              'workload-type',
              'exposure',
              'data-classification',
              'cost-centre',
              'product',
              'managed-by',
              'contract-version',
            ])
            .describe('Where its value comes from'),
          why: line(200).describe('What it is for'),
          on: z
            .array(z.enum(['objects', 'pods', 'namespaces']))
            .min(1)
            .describe('What carries it'),
        }),
      )
      .describe('Labels of everything that is derived'),
  })
  .describe('One vocabulary on every object');

export const telemetrySchema = z
  .strictObject({
    signals: z
      .array(
        z.strictObject({
          signal: line(40).describe('Kind of signal'),
          fields: z.array(line(60)).min(1).describe('Fields it has to carry'),
        }),
      )
      .describe('Signals that every service emits'),
  })
  .describe('What every service in production emits');
