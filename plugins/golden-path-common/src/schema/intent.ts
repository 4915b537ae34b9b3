import { z } from 'zod';
import {
  byteQuantity,
  cpuQuantity,
  dnsLabel,
  duration,
  envName,
  expiry,
  groupRef,
  hostAndPort,
  hostName,
  httpPath,
  image,
  line,
  port,
  repositoryPath,
  secretKey,
} from './scalars';

/** @public */
export const WORKLOAD_TYPES = [
  'http-api',
  'internal-api',
  'queue-worker',
  'scheduled-task',
  'migration-job',
  'node-agent',
  'stateful',
  'batch-compute',
  'gateway',
] as const;
/** @public */
export const TIERS = ['tier-1', 'tier-2', 'tier-3'] as const;
/** @public */
export const DATA_CLASSIFICATIONS = [
  'public',
  'internal',
  'confidential',
  'restricted',
] as const;
/** @public */
export const EXPOSURES = ['none', 'internal', 'public'] as const;
/** @public */
export const RUNTIMES = [
  'java',
  'go',
  'nodejs',
  'python',
  'dotnet',
  'rust',
  'frontend',
  'other',
] as const;

const resourcesSchema = z.strictObject({
  cpu: cpuQuantity,
  memory: byteQuantity,
  memoryLimit: byteQuantity.optional(),
  cpuLimit: cpuQuantity.optional(),
});

const healthSchema = z.strictObject({
  startup: httpPath.optional(),
  ready: httpPath,
  live: httpPath.optional(),
  drain: httpPath.optional(),
});

/** A value may hold `${secrets.<name>.<key>}` anywhere; the compiler composes the mixed content safely. */
const envSchema = z.record(
  envName,
  z
    .string()
    .max(4096)
    // eslint-disable-next-line no-control-regex
    .regex(/^[^\u0000]*$/, { error: 'expected text without NUL characters' }),
);

const containerSchema = z.strictObject({
  image,
  port: port.optional(),
  /** Port that serves /metrics; the main port when left out. */
  metricsPort: port.optional(),
  metricsPath: httpPath.optional(),
  command: z.array(line(512)).max(32).optional(),
  args: z.array(line(512)).max(64).optional(),
  env: envSchema.optional(),
  resources: resourcesSchema.optional(),
  health: healthSchema.optional(),
});

const scalingSchema = z
  .strictObject({
    min: z.int().min(1).max(1000),
    max: z.int().min(1).max(1000),
    metric: z.enum(['cpu', 'cpu-and-requests', 'queue-depth']).optional(),
  })
  .refine(scaling => scaling.max >= scaling.min, {
    error: 'expected a max of at least min',
    path: ['max'],
  });

/** One of five kinds, told by its key; strict, so a misspelled key is named. */
const dependencySchema = z.union([
  z.strictObject({
    service: dnsLabel,
    onFailure: line(200).optional(),
    timeout: duration.optional(),
  }),
  z.strictObject({ topic: dnsLabel, onFailure: line(200).optional() }),
  z.strictObject({ resource: dnsLabel, onFailure: line(200).optional() }),
  z.strictObject({
    external: hostAndPort,
    owner: groupRef,
    onFailure: line(200),
  }),
]);

const environmentSchema = z.union([
  dnsLabel,
  z.strictObject({
    name: dnsLabel,
    image: image.optional(),
    env: envSchema.optional(),
    resources: resourcesSchema.optional(),
    scaling: scalingSchema.optional(),
    host: hostName.optional(),
  }),
]);

const patchSchema = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.literal('add'),
    path: z.string().startsWith('/').max(512),
    value: z.json(),
  }),
  z.strictObject({
    op: z.literal('replace'),
    path: z.string().startsWith('/').max(512),
    value: z.json(),
  }),
  z.strictObject({
    op: z.literal('remove'),
    path: z.string().startsWith('/').max(512),
  }),
]);

const overrideSchema = z.strictObject({
  target: z.strictObject({
    kind: z.string().regex(/^[A-Z][A-Za-z]{1,62}$/, {
      error: 'expected a kind such as Deployment',
    }),
    name: dnsLabel.optional(),
    environments: z.array(dnsLabel).optional(),
  }),
  patch: z.array(patchSchema).min(1).max(50),
  reason: line(500),
  approvedBy: groupRef,
  expires: expiry,
});

const statefulSchema = z.strictObject({
  storage: z.strictObject({
    size: byteQuantity,
    storageClass: dnsLabel,
    expansion: z.enum(['online', 'offline', 'not-supported']),
    reclaimPolicy: z.enum(['retain', 'delete']).optional(),
  }),
  replicas: z.int().min(1).max(100),
  consistency: line(500),
  quorum: line(500),
  drain: line(500),
  zoneLoss: line(500),
  splitBrain: line(500),
  schemaMigration: line(500).optional(),
  backup: z.strictObject({
    frequency: duration,
    restoreTested: z.iso.date(),
    rpo: duration,
    rto: duration,
  }),
});

/** @public */
export const serviceIntentSchema = z.strictObject({
  apiVersion: z.literal('fairway.dev/v1alpha1'),
  kind: z.literal('ServiceIntent'),
  metadata: z.strictObject({
    name: dnsLabel,
    title: line(80).optional(),
    description: line(300).optional(),
    system: dnsLabel,
    owner: groupRef,
    tags: z.array(dnsLabel).max(20).optional(),
  }),
  spec: z.strictObject({
    workloadType: z.enum(WORKLOAD_TYPES),
    tier: z.enum(TIERS),
    dataClassification: z.enum(DATA_CLASSIFICATIONS),
    exposure: z.enum(EXPOSURES),
    runtime: z.enum(RUNTIMES),
    containers: z
      .record(dnsLabel, containerSchema)
      .refine(value => Object.keys(value).length >= 1, {
        error: 'expected at least one container',
      })
      .refine(value => Object.keys(value).length <= 8, {
        error: 'expected at most 8 containers',
      }),
    dependencies: z.array(dependencySchema).max(100).optional(),
    accepts: z.array(dnsLabel).max(500).optional(),
    secrets: z
      .record(
        dnsLabel,
        z.strictObject({ keys: z.array(secretKey).min(1).max(50) }),
      )
      .optional(),
    scaling: scalingSchema.optional(),
    rollout: z
      .strictObject({
        strategy: z.enum(['canary', 'rolling']),
        steps: z
          .array(
            z.strictObject({
              weight: z.int().min(1).max(100),
              pause: duration.optional(),
            }),
          )
          .min(1)
          .max(20)
          .optional(),
        rollback: line(300).optional(),
      })
      .refine(
        rollout =>
          !rollout.steps ||
          rollout.steps.every(
            (step, index, all) =>
              index === 0 || step.weight > all[index - 1].weight,
          ),
        { error: 'expected weights that rise', path: ['steps'] },
      )
      .optional(),
    slo: z
      .strictObject({
        /** Percent of requests that succeed, such as 99.9. */
        availability: z.number().gt(0).lt(100),
        latencyP95Ms: z.int().min(1).max(600_000).optional(),
      })
      .optional(),
    route: z
      .strictObject({
        host: hostName,
        paths: z.array(httpPath).min(1).max(20).optional(),
        authentication: z.enum(['oauth2', 'jwt', 'mtls', 'api-key', 'none']),
        rateLimit: z
          .string()
          .regex(/^[1-9][0-9]{0,6}(rps|rpm)$/, {
            error: 'expected a rate such as 500rps or 6000rpm',
          })
          .optional(),
        accessLogRetention: duration.optional(),
        abuseMonitoring: line(200).optional(),
      })
      .optional(),
    capacity: z
      .strictObject({ expectedRps: z.number().min(0).max(10_000_000) })
      .optional(),
    operations: z
      .strictObject({
        channel: z
          .string()
          .max(80)
          .regex(/^#?[a-z0-9][a-z0-9._-]*$/, {
            error: 'expected a channel such as #payments-oncall',
          })
          .optional(),
        escalation: dnsLabel.optional(),
        runbook: repositoryPath.optional(),
        repository: z
          .string()
          .max(300)
          .regex(/^https:\/\/[A-Za-z0-9._~:/-]+$/, {
            error: 'expected an https address of the repository',
          })
          .optional(),
      })
      .optional(),
    environments: z.array(environmentSchema).min(1).max(20),
    queue: z
      .strictObject({
        topic: dnsLabel,
        targetDepth: z.int().min(1).max(10_000_000),
        idempotency: line(300),
      })
      .optional(),
    schedule: z
      .strictObject({
        cron: line(100),
        timeZone: line(60).optional(),
        concurrency: z.enum(['forbid', 'replace', 'allow']),
        deadline: duration.optional(),
        idempotency: line(300),
      })
      .optional(),
    migration: z
      .strictObject({
        approval: line(200),
        backup: line(200),
        timeout: duration.optional(),
      })
      .optional(),
    agent: z
      .strictObject({
        tolerations: z
          .array(
            z.strictObject({
              key: line(253),
              operator: z.enum(['Exists', 'Equal']),
              value: line(63).optional(),
              effect: z
                .enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])
                .optional(),
            }),
          )
          .max(20),
        reason: line(300),
      })
      .optional(),
    stateful: statefulSchema.optional(),
    batch: z
      .strictObject({
        completions: z.int().min(1).max(100_000),
        parallelism: z.int().min(1).max(10_000),
        nodePool: dnsLabel,
        timeout: duration.optional(),
      })
      .optional(),
    gateway: z
      .strictObject({
        waf: line(200),
        hosts: z.array(hostName).min(1).max(50),
      })
      .optional(),
    overrides: z.array(overrideSchema).max(20).optional(),
  }),
});

/** One service as its team states it. @public */
export type ServiceIntent = z.infer<typeof serviceIntentSchema>;
/** @public */
export type IntentDependency = z.infer<typeof dependencySchema>;
/** @public */
export type IntentOverride = z.infer<typeof overrideSchema>;
/** @public */
export type IntentContainer = z.infer<typeof containerSchema>;
/** @public */
export type WorkloadType = (typeof WORKLOAD_TYPES)[number];
/** @public */
export type Tier = (typeof TIERS)[number];
/** @public */
export type Exposure = (typeof EXPOSURES)[number];
/** @public */
export type DataClassification = (typeof DATA_CLASSIFICATIONS)[number];
