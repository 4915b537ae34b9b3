import { z } from 'zod';
import { line } from '../scalars';
import { labelKey, metricName } from './scalars';

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

const requestMetricsSchema = z.strictObject({
  total: metricName.describe('Counter of all requests'),
  duration: metricName.describe(
    'Histogram of how long they take, without _bucket',
  ),
  unit: z
    .enum(['seconds', 'milliseconds'])
    .describe('Of the histogram; seconds if absent')
    .optional(),
  status: line(60)
    .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, {
      error: 'expected the name of a label such as status',
    })
    .describe('Label of the counter that tells how a request ended'),
  failed: line(200)
    .regex(/^[A-Za-z0-9_.|?*+()[\]-]+$/, {
      error: 'expected a regular expression such as 5..',
    })
    .describe('Values of it that are the fault of the service'),
  perSecond: metricName
    .describe('What hpa asks the metrics adapter for, of each pod')
    .optional(),
});

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
    requests: z
      .strictObject({
        http: requestMetricsSchema.describe('Of what speaks HTTP').optional(),
        grpc: requestMetricsSchema.describe('Of what speaks gRPC').optional(),
      })
      .describe('Names of the metrics of requests, by protocol')
      .optional(),
  })
  .describe('What every service in production emits');
