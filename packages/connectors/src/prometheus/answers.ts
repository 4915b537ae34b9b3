import type { InstantSeries, RangeSeries } from '@fairway/plugin-slo-common';
import { z } from 'zod';

const point = z.tuple([z.number(), z.string()]);
const labels = z.record(z.string(), z.string());

const vector = z.array(z.object({ metric: labels, value: point.optional() }));
const matrix = z.array(
  z.object({
    metric: labels,
    values: z.array(point).optional(),
    histograms: z.array(z.unknown()).optional(),
  }),
);

const success = z.object({
  status: z.literal('success'),
  data: z.discriminatedUnion('resultType', [
    z.object({ resultType: z.literal('vector'), result: vector }),
    z.object({ resultType: z.literal('matrix'), result: matrix }),
    z.object({ resultType: z.literal('scalar'), result: point }),
    z.object({ resultType: z.literal('string'), result: point }),
  ]),
  warnings: z.array(z.string()).nullish(),
  /** Of VictoriaMetrics. */
  isPartial: z.boolean().nullish(),
});

const failure = z.object({
  status: z.literal('error'),
  errorType: z.string().catch('error'),
  error: z.string().catch(''),
});

/** An answer of Prometheus, by its form. */
export type PrometheusAnswer = z.infer<typeof success>;
/** What Prometheus says when it has no answer. */
export type PrometheusFailure = z.infer<typeof failure>;

/** @returns undefined for what Prometheus would not say */
export function answerOf(
  body: string,
): PrometheusAnswer | PrometheusFailure | undefined {
  let said: unknown;
  try {
    said = JSON.parse(body);
  } catch {
    return undefined;
  }
  const answered = success.safeParse(said);
  return answered.success ? answered.data : failure.safeParse(said).data;
}

/** The series of an instant query. */
export function instantSeriesOf({ data }: PrometheusAnswer): InstantSeries[] {
  switch (data.resultType) {
    case 'vector':
      return data.result.map(({ metric, value }) => ({
        labels: metric,
        ...(value && { value: value[1] }),
      }));
    case 'scalar':
      return [{ labels: {}, value: data.result[1] }];
    case 'string':
      // In quotes, so that a text of digits is no number.
      return [{ labels: {}, value: JSON.stringify(data.result[1]) }];
    default:
      return data.result.map(({ metric }) => ({ labels: metric }));
  }
}

/** The series of a range query. */
export function rangeSeriesOf({ data }: PrometheusAnswer): RangeSeries[] {
  return data.resultType === 'matrix'
    ? data.result.map(({ metric, values, histograms }) => ({
        labels: metric,
        points: values ?? [],
        ...(histograms?.length && { histograms: true }),
      }))
    : [];
}

/**
 * Why an answer is not whole; undefined when it is. Thanos and remote stores warn when one of them did not answer;
 * warnings of PromQL itself are about the expression.
 */
export function missingPartOf(answer: PrometheusAnswer): string | undefined {
  const warning = answer.warnings?.find(text => !text.startsWith('PromQL '));
  if (warning !== undefined) {
    return warning;
  }
  return answer.isPartial
    ? 'the store says that a part of it did not answer'
    : undefined;
}
