import { z } from 'zod';

/** Score workloads as the specification `score.dev/v1b1` publishes them. Strict: a misspelled field is told. */

const label = (error: string) =>
  z
    .string()
    .min(2, { error })
    .max(63, { error })
    .regex(/^[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/, { error });

const name = label('expected a label of 2 to 63 characters: a-z, 0-9 and "-"');
const port = z.int().min(1).max(65535);

const amounts = z.strictObject({
  memory: z
    .string()
    .regex(/^[1-9]\d*(K|M|G|T|Ki|Mi|Gi|Ti)?$/, {
      error: 'expected memory such as 128M or 1Gi',
    })
    .optional(),
  cpu: z
    .string()
    .regex(/^\d*(?:m|\.\d+)?$/, { error: 'expected CPU such as 250m or 0.5' })
    .optional(),
});

const probe = z.strictObject({
  exec: z.strictObject({ command: z.array(z.string()) }).optional(),
  httpGet: z
    .strictObject({
      host: z.string().min(1).optional(),
      scheme: z.enum(['HTTP', 'HTTPS']).optional(),
      path: z.string(),
      port,
      httpHeaders: z
        .array(
          z.strictObject({
            name: z.string().regex(/^[A-Za-z0-9_-]+$/),
            value: z.string().min(1),
          }),
        )
        .optional(),
    })
    .optional(),
});

const fileFields = {
  mode: z
    .string()
    .regex(/^0?[0-7]{3}$/, { error: 'expected a mode such as 0600' })
    .optional(),
  source: z.string().min(1).optional(),
  content: z.string().optional(),
  binaryContent: z.string().optional(),
  noExpand: z.boolean().optional(),
};
const volumeFields = {
  source: z.string(),
  path: z.string().optional(),
  readOnly: z.boolean().optional(),
};

/** Files and volumes are lists today; earlier tools wrote them by their target. */
const targets = (fields: z.ZodRawShape) =>
  z.union([
    z.array(z.strictObject({ target: z.string().min(1), ...fields })),
    z.record(z.string().min(1), z.strictObject(fields)),
  ]);

const container = z.strictObject({
  image: z.string().min(1),
  command: z.array(z.string()).optional(),
  args: z.array(z.string()).optional(),
  variables: z.record(z.string().min(1), z.string()).optional(),
  files: targets(fileFields).optional(),
  volumes: targets(volumeFields).optional(),
  resources: z
    .strictObject({ limits: amounts.optional(), requests: amounts.optional() })
    .optional(),
  livenessProbe: probe.optional(),
  readinessProbe: probe.optional(),
});

const resource = z.strictObject({
  type: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,61}[A-Za-z0-9]$/, {
    error: 'expected a type such as postgres',
  }),
  class: z.string().optional(),
  id: z.string().max(63).optional(),
  metadata: z.looseObject({}).optional(),
  params: z.looseObject({}).optional(),
});

export const scoreSchema = z.strictObject({
  apiVersion: z.literal('score.dev/v1b1'),
  metadata: z.looseObject({
    name,
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  service: z
    .strictObject({
      ports: z
        .record(
          z.string(),
          z.strictObject({
            port,
            protocol: z.enum(['TCP', 'UDP']).optional(),
            targetPort: port.optional(),
          }),
        )
        .optional(),
    })
    .optional(),
  containers: z.record(z.string(), container),
  resources: z.record(z.string(), resource).optional(),
});

export type ScoreWorkload = z.infer<typeof scoreSchema>;
export type ScoreContainer = z.infer<typeof container>;
export type ScoreResource = z.infer<typeof resource>;
