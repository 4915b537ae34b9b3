import { z } from 'zod';
import {
  description,
  inlineOf,
  kindOf,
  name,
  rules,
  type BrokenRule,
} from './common';

/** What is measured, and where. */

const metricSource = z.strictObject({
  metricSourceRef: name.optional(),
  type: z.string().min(1, { error: 'expected some text' }).optional(),
  // Every kind of source has fields of its own.
  spec: z.record(z.string(), z.unknown()),
});

const metric = z.strictObject({ metricSource });

const ratioMetric = z
  .strictObject({
    counter: z.boolean().optional(),
    good: metric.optional(),
    bad: metric.optional(),
    total: metric.optional(),
    rawType: z.enum(['success', 'failure']).optional(),
    raw: metric.optional(),
  })
  .check(rules(brokenInRatio));

const indicatorSpec = z
  .strictObject({
    description: description.optional(),
    ratioMetric: ratioMetric.optional(),
    thresholdMetric: metric.optional(),
  })
  .check(
    rules(value => {
      if (value.ratioMetric && value.thresholdMetric) {
        return [
          {
            path: ['thresholdMetric'],
            message: '"ratioMetric" and "thresholdMetric" exclude each other',
            remedy: 'Remove one of them',
          },
        ];
      }
      return value.ratioMetric || value.thresholdMetric
        ? []
        : [
            {
              message: 'the indicator says nothing that is measured',
              remedy: 'Add "ratioMetric" or "thresholdMetric"',
            },
          ];
    }),
  );

export const inlineIndicator = inlineOf('SLI', indicatorSpec);
export const sli = kindOf('SLI', indicatorSpec);

export const dataSource = kindOf(
  'DataSource',
  z.strictObject({
    description: description.optional(),
    type: z.string().min(1, { error: 'expected some text' }),
    connectionDetails: z.unknown().optional(),
  }),
);

export type IndicatorSpec = z.infer<typeof indicatorSpec>;
export type RatioMetric = z.infer<typeof ratioMetric>;
export type Metric = z.infer<typeof metric>;

function brokenInRatio(value: {
  good?: unknown;
  bad?: unknown;
  total?: unknown;
  raw?: unknown;
  rawType?: string;
}): BrokenRule[] {
  const { good, bad, total, raw, rawType } = value;
  const broken: BrokenRule[] = [];
  if (raw) {
    for (const field of ['good', 'bad', 'total'] as const) {
      if (value[field]) {
        broken.push({
          path: [field],
          message: `"${field}" and "raw" exclude each other`,
          remedy: 'Remove one of them',
        });
      }
    }
    return rawType
      ? broken
      : [
          ...broken,
          {
            path: ['rawType'],
            message: 'missing field "rawType", which "raw" needs',
            remedy: 'Add "rawType": success or failure',
          },
        ];
  }
  if (rawType) {
    broken.push({
      path: ['rawType'],
      message: '"rawType" stands without "raw"',
      remedy: 'Remove it, or add "raw"',
    });
  }
  if (good && bad) {
    broken.push({
      path: ['bad'],
      message: '"good" and "bad" exclude each other',
      remedy: 'Remove one of them',
    });
  }
  if (!good && !bad) {
    broken.push({
      message: 'the ratio has neither "good" nor "bad" nor "raw"',
      remedy: 'Add "good" or "bad" beside "total"',
    });
  }
  if (!total) {
    broken.push({
      path: ['total'],
      message: 'missing field "total"',
      remedy: 'Add "total": the query of all events',
    });
  }
  return broken;
}
