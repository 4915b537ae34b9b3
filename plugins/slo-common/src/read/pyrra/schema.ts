import { z } from 'zod';

/** The documents of Pyrra: what they may hold, as its own types and the schema of its custom resource say. */

/** Fields that Kubernetes writes; nothing is read from them. */
const ofKubernetes = z.unknown().optional();

const texts = z.record(z.string(), z.string()).nullish();

const metadata = z.strictObject({
  name: z
    .string()
    .max(253)
    .regex(/^[a-zA-Z0-9]([a-zA-Z0-9._-]*[a-zA-Z0-9])?$/, {
      error: 'expected a name of letters, digits, "-", "_" and "."',
    })
    .describe('the name of the objective'),
  namespace: z
    .string()
    .max(63)
    .regex(/^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$/, {
      error: 'expected a name of lower-case letters, digits and "-"',
    })
    .nullish(),
  labels: texts,
  annotations: texts,
  generateName: ofKubernetes,
  selfLink: ofKubernetes,
  uid: ofKubernetes,
  resourceVersion: ofKubernetes,
  generation: ofKubernetes,
  creationTimestamp: ofKubernetes,
  deletionTimestamp: ofKubernetes,
  deletionGracePeriodSeconds: ofKubernetes,
  ownerReferences: ofKubernetes,
  finalizers: ofKubernetes,
  managedFields: ofKubernetes,
});

const metric = z
  .string()
  .describe('the selector of a metric, such as http_requests_total{job="api"}');

const query = z.strictObject({ metric });

const grouping = z
  .array(
    z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, {
      error: 'expected the name of a label (letters, digits and "_")',
    }),
  )
  .nullish();

const indicator = z.strictObject({
  ratio: z.strictObject({ errors: query, total: query, grouping }).nullish(),
  latency: z.strictObject({ success: query, total: query, grouping }).nullish(),
  latencyNative: z
    .strictObject({
      total: query,
      latency: z
        .string()
        .describe(
          'the time that requests should be faster than, such as 500ms',
        ),
      grouping,
    })
    .nullish(),
  bool_gauge: z.strictObject({ metric, grouping }).nullish(),
});

const text = z.string().nullish();
const flag = z.boolean().nullish();

const alerting = z.strictObject({
  disabled: flag,
  burnrates: flag,
  absent: flag,
  name: text,
  absentName: text,
  severities: z
    .strictObject({
      absent: text,
      fastBurn: text,
      mediumBurn: text,
      slowBurn: text,
      longTermBurn: text,
    })
    .nullish(),
});

/** A `ServiceLevelObjective`, before its metrics, times and numbers are read. */
export const pyrraSchema = z.strictObject({
  apiVersion: z.literal('pyrra.dev/v1alpha1'),
  kind: z.literal('ServiceLevelObjective'),
  metadata,
  spec: z.strictObject({
    description: text,
    target: z
      .union([z.string(), z.number()], {
        error: 'expected a percentage such as "99.9"',
      })
      .describe('the percentage that has to be good, such as "99.9"'),
    window: z.string().describe('the time it is promised for, such as 4w'),
    indicator,
    alerting: alerting.nullish(),
    partial_response_strategy: z.enum(['abort', 'warn', '']).nullish(),
    performanceOverAccuracy: flag,
    ruleOutput: z
      .strictObject({
        shortRulesLabels: texts,
        longRulesLabels: texts,
        enableDescriptionAsLabel: flag,
      })
      .nullish(),
  }),
  status: ofKubernetes,
});

/** @see {@link pyrraSchema} */
export type PyrraDocument = z.infer<typeof pyrraSchema>;
