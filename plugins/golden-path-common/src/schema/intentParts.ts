import { z } from 'zod';
import { rolloutSteps, rolloutStrategy } from './rollout';
import {
  authentication,
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
  metricSelector,
  port,
  rateLimit,
  repositoryPath,
  secretKey,
} from './scalars';
import { tell } from './tell';

/**
 * The parts of an intent that every workload type may have. A description is what editors and the form show beside
 * a field, and what the message about a missing field says.
 */

export const resourcesSchema = z
  .strictObject({
    cpu: cpuQuantity.describe('CPU requested, such as 500m or 2'),
    memory: byteQuantity.describe('Memory requested, such as 768Mi'),
    memoryLimit: byteQuantity
      .describe(
        'Memory at which the container is killed; the request if absent',
      )
      .optional(),
    cpuLimit: cpuQuantity
      .describe('CPU above which it is throttled; rarely wanted')
      .optional(),
  })
  .describe('What one replica asks for');

const healthSchema = z
  .strictObject({
    startup: httpPath
      .describe('Answers 200 once it has started; gives slow starters time')
      .optional(),
    ready: httpPath.describe('Answers 200 while it can take requests'),
    live: httpPath
      .describe('Answers 200 unless only a restart would help')
      .optional(),
    drain: httpPath
      .describe('Called before the container stops, to finish its requests')
      .optional(),
  })
  .describe('Paths of its health endpoints');

/** What a container may speak on the port that it serves on. @public */
export const PROTOCOLS = ['http', 'grpc'] as const;

/** A value may hold `${secrets.<name>.<key>}` anywhere; the compiler composes the mixed content safely. */
export const envSchema = z
  .record(
    envName,
    z
      .string()
      .max(4096)
      // eslint-disable-next-line no-control-regex -- refusing them is the point
      .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/, {
        error:
          'expected text without control characters other than tab and line break',
      }),
  )
  .describe(
    'Environment variables; a value may hold ${secrets.<name>.<key>} anywhere',
  );

const containerFields = z.strictObject({
  image: image.describe(
    'Image from a trusted registry; by digest in production',
  ),
  port: port.describe('Port it serves on').optional(),
  protocol: z
    .enum(PROTOCOLS)
    .describe(
      'What it speaks on that port: http if absent; grpc is probed by its health service',
    )
    .optional(),
  metricsPort: port
    .describe('Port that serves metrics; the main port if absent')
    .optional(),
  metricsPath: httpPath
    .describe('Path that serves metrics; /metrics if absent')
    .optional(),
  command: z
    .array(line(512))
    .max(32)
    .describe('Replaces the entry point of the image')
    .optional(),
  args: z.array(line(512)).max(64).describe('Arguments').optional(),
  env: envSchema.optional(),
  resources: resourcesSchema.optional(),
  health: healthSchema.optional(),
});

const containerSchema = containerFields.superRefine(
  ({ protocol, health }, context) => {
    if (protocol === 'grpc' && health) {
      tell(context, {
        path: ['health'],
        message: 'the container speaks grpc, and "health" holds HTTP paths',
        expected: 'nothing: grpc is probed by its health service',
        remedy: 'Remove "health", or the "protocol" if it speaks HTTP',
      });
    }
  },
);

const MAX_CONTAINERS = 8;

export const containersSchema = z
  .record(dnsLabel, containerSchema)
  .superRefine((value, context) => {
    const count = Object.keys(value).length;
    if (count === 0) {
      tell(context, {
        message: 'there is no container',
        expected: 'at least one container',
        remedy: 'Add a container called "app" with its image',
      });
    } else if (count > MAX_CONTAINERS) {
      tell(context, {
        message: `there are ${count} containers, and a pod may have ${MAX_CONTAINERS}`,
        expected: `at most ${MAX_CONTAINERS} containers`,
        remedy: 'Move what runs on its own into a service of its own',
      });
    }
  })
  .describe('Containers by name; "app" is the one that serves');

export const scalingSchema = z
  .strictObject({
    min: z.int().min(1).max(1000).describe('Least replicas in each cluster'),
    max: z.int().min(1).max(1000).describe('Most replicas in each cluster'),
    metric: z
      .enum(['cpu', 'cpu-and-requests', 'queue-depth'])
      .describe('What it scales on')
      .optional(),
  })
  .superRefine(({ min, max }, context) => {
    if (max < min) {
      tell(context, {
        path: ['max'],
        message: `max is ${max}, which is less than min, ${min}`,
        expected: `${min} or more`,
        remedy: `Raise max to at least ${min}, or lower min to at most ${max}`,
      });
    }
  })
  .describe('Range of replicas; the tier decides if absent');

const onFailure = line(200).describe('What happens when it is away');

/** One of five kinds, told by its key; strict, so a misspelled key is named. */
export const dependencySchema = z
  .union([
    z.strictObject({
      service: dnsLabel.describe(
        'Name of a service, which has to accept this one',
      ),
      onFailure: onFailure.optional(),
      timeout: duration.describe('Longest wait for an answer').optional(),
    }),
    z.strictObject({
      topic: dnsLabel.describe('Name of a topic'),
      onFailure: onFailure.optional(),
    }),
    z.strictObject({
      resource: dnsLabel.describe('Name of a database, cache or bucket'),
      onFailure: onFailure.optional(),
    }),
    z.strictObject({
      external: hostAndPort.describe(
        'Host and port of something outside, such as api.stripe.com:443',
      ),
      owner: groupRef.describe(
        'Group that answers for it, such as group:payments',
      ),
      onFailure,
    }),
  ])
  .describe('Something that this service calls');

export const secretsSchema = z
  .record(
    dnsLabel,
    z.strictObject({
      keys: z
        .array(secretKey)
        .min(1)
        .max(50)
        .describe('Keys that are needed, nothing more'),
    }),
  )
  .describe('Secrets by name, each granted to the team by the contract');

export const rolloutSchema = z
  .strictObject({
    strategy: rolloutStrategy,
    steps: rolloutSteps
      .min(1)
      .max(20)
      .describe('Steps of a canary; those of the tier if absent')
      .optional(),
    rollback: line(300).describe('How to go back').optional(),
  })
  .superRefine(({ steps = [] }, context) => {
    steps.forEach(({ weight }, index) => {
      const before = steps[index - 1]?.weight ?? 0;
      if (weight <= before) {
        tell(context, {
          path: ['steps', index, 'weight'],
          message: `step ${
            index + 1
          } has the weight ${weight}, and the step before it has ${before} already`,
          expected: `more than ${before}`,
          remedy: 'Give every step more weight than the one before it',
        });
      }
    });
  })
  .describe('How a new version is released; the tier decides if absent');

/** Names of the objectives that follow from the other fields. */
const DERIVED_OBJECTIVES = ['availability', 'latency-p95'];

const objectiveSchema = z.strictObject({
  name: dnsLabel
    .max(30, { error: 'expected at most 30 characters' })
    .refine(name => !DERIVED_OBJECTIVES.includes(name), {
      error: `expected another name than ${DERIVED_OBJECTIVES.join(
        ' and ',
      )}, which follow from the other fields`,
    })
    .describe('Name of the objective, such as settlement'),
  title: line(120).describe('What is promised, for people').optional(),
  target: z
    .number()
    .gt(0)
    .lt(100)
    .describe('Percent of events that are good, such as 99.5'),
  good: metricSelector.describe('Counter of the good events'),
  total: metricSelector.describe('Counter of all events, the good ones too'),
});

/** What a team promises: `spec.slo` of an intent. @public */
export const sloSchema = z
  .strictObject({
    availability: z
      .number()
      .gt(0)
      .lt(100)
      .describe(
        'Percent of requests that succeed, such as 99.9; that of the tier if absent',
      )
      .optional(),
    latencyP95Ms: z
      .int()
      .min(1)
      .max(600_000)
      .describe('95 of 100 requests are answered within this, in ms')
      .optional(),
    objectives: z
      .array(objectiveSchema)
      .min(1)
      .max(10)
      .describe('Objectives over counters of the service itself')
      .optional(),
  })
  .superRefine(({ objectives = [] }, context) => {
    objectives.forEach(({ name }, index) => {
      const first = objectives.findIndex(other => other.name === name);
      if (first < index) {
        tell(context, {
          path: ['objectives', index, 'name'],
          message: `the name "${name}" is that of objective ${
            first + 1
          } already`,
          expected: 'a name of its own',
          remedy: 'Give each objective a name of its own',
        });
      }
    });
  })
  .describe('What the team promises to its callers');

export const routeSchema = z
  .strictObject({
    host: hostName.describe(
      'Public host in production; other environments get a suffix',
    ),
    paths: z
      .array(httpPath)
      .min(1)
      .max(20)
      .describe('Paths that are public; all if absent')
      .optional(),
    authentication: authentication.describe('How callers say who they are'),
    rateLimit: rateLimit
      .describe('Most requests of one client, such as 500rps')
      .optional(),
    accessLogRetention: duration
      .describe('How long access logs are kept, such as 90d')
      .optional(),
    abuseMonitoring: line(200)
      .describe('What is watched beyond the defaults of the gateway')
      .optional(),
  })
  .describe('The public route; needed when exposure is public');

export const operationsSchema = z
  .strictObject({
    channel: z
      .string()
      .max(80)
      .regex(/^#?[a-z0-9][a-z0-9._-]*$/, {
        error: 'expected a channel such as #payments-oncall',
      })
      .describe('Chat channel, such as #payments-oncall')
      .optional(),
    escalation: dnsLabel
      .describe('Escalation policy of the on-call tool')
      .optional(),
    runbook: repositoryPath
      .describe('Runbook in the repository, such as docs/runbook.md')
      .optional(),
    repository: z
      .string()
      .max(300)
      .regex(/^https:\/\/[A-Za-z0-9._~:/-]+$/, {
        error: 'expected an https address of the repository',
      })
      .describe('Repository of the source')
      .optional(),
  })
  .describe('Who operates it, and how');

export const environmentSchema = z
  .union([
    dnsLabel,
    z.strictObject({
      name: dnsLabel.describe('Environment'),
      image: image.describe('Image of the main container here').optional(),
      env: envSchema.optional(),
      resources: resourcesSchema.optional(),
      scaling: scalingSchema.optional(),
      host: hostName.describe('Public host here').optional(),
    }),
  ])
  .describe('An environment by name, or with what differs there');

const patchPath = z
  .string()
  .startsWith('/')
  .max(512)
  .describe('JSON pointer into the object');

const patchSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('add'), path: patchPath, value: z.json() }),
  z.strictObject({
    op: z.literal('replace'),
    path: patchPath,
    value: z.json(),
  }),
  z.strictObject({ op: z.literal('remove'), path: patchPath }),
]);

export const overrideSchema = z
  .strictObject({
    target: z.strictObject({
      kind: z
        .string()
        .regex(/^[A-Z][A-Za-z]{1,62}$/, {
          error: 'expected a kind such as Deployment',
        })
        .describe('Kind of the derived object, such as Deployment'),
      name: dnsLabel.describe('Its name; any if absent').optional(),
      environments: z.array(dnsLabel).describe('All if absent').optional(),
    }),
    patch: z
      .array(patchSchema)
      .min(1)
      .max(50)
      .describe('Operations of a JSON patch'),
    reason: line(500).describe('Why the derived object does not fit'),
    approvedBy: groupRef.describe('Group that agreed'),
    expires: expiry.describe('Last day on which it holds'),
  })
  .describe('Changes a derived object; fails when it no longer applies');
