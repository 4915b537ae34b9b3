import { z } from 'zod';
import { parseCron } from '../cron';
import {
  authentication,
  byteQuantity,
  dnsLabel,
  duration,
  hostName,
  line,
  port,
  rateLimit,
} from './scalars';

/** The parts of an intent that one workload type asks for. */

const idempotency = line(300).describe(
  'Why a second run or delivery does no harm',
);
const timeout = duration.describe('Longest run').optional();

export const queueSchema = z
  .strictObject({
    topic: dnsLabel.describe('Topic or queue it reads'),
    targetDepth: z
      .int()
      .min(1)
      .max(10_000_000)
      .describe('Waiting messages for each replica'),
    maxAge: duration
      .describe('Longest that a message may wait, such as 15m')
      .optional(),
    longestMessage: duration
      .describe('Longest that working off one message takes, such as 2m')
      .optional(),
    idempotency,
  })
  .describe('For queue-worker');

const cron = line(100).superRefine((text, context) => {
  const parsed = parseCron(text);
  if (!parsed.ok) {
    context.addIssue({
      code: 'custom',
      message: `expected ${parsed.expected}`,
    });
  }
});

const timeZone = line(60).refine(isTimeZone, {
  error: 'expected a time zone such as Etc/UTC or Europe/Berlin',
});

/** Kubernetes takes the names of the time zone database, not offsets or what the machine calls local. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Z][A-Za-z0-9_]*(\/[A-Za-z0-9_+-]+)*$/.test(name)) {
    return false;
  }
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone: name });
    return format.resolvedOptions().timeZone !== undefined;
  } catch {
    return false;
  }
}

export const scheduleSchema = z
  .strictObject({
    cron: cron.describe('Five fields, such as 15 2 * * *'),
    timeZone: timeZone
      .describe('Such as Etc/UTC, which it is if absent')
      .optional(),
    concurrency: z
      .enum(['forbid', 'replace', 'allow'])
      .describe('When a run is due and the last one has not ended'),
    deadline: duration.describe('Latest start after it was due').optional(),
    timeout,
    idempotency,
  })
  .describe('For scheduled-task');

export const migrationSchema = z
  .strictObject({
    approval: line(200).describe('Who agreed'),
    backup: line(200).describe('What it can be restored from'),
    timeout,
  })
  .describe('For migration-job');

export const agentSchema = z
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
      .max(20)
      .describe('Taints of nodes it runs on all the same'),
    reason: line(300).describe('Why it has to be on every node'),
  })
  .describe('For node-agent');

export const statefulSchema = z
  .strictObject({
    storage: z.strictObject({
      size: byteQuantity.describe('Of each replica, such as 100Gi'),
      storageClass: dnsLabel.describe('Class of the volumes'),
      expansion: z
        .enum(['online', 'offline', 'not-supported'])
        .describe('How a volume grows'),
      reclaimPolicy: z
        .enum(['retain', 'delete'])
        .describe('What becomes of a volume whose claim is gone')
        .optional(),
    }),
    mountPath: z
      .string()
      .regex(/^(\/[A-Za-z0-9._-]+)+$/, {
        error: 'expected an absolute path such as /var/lib/data',
      })
      .refine(path => path !== '/tmp', {
        error: 'expected another path than /tmp, which is thrown away',
      })
      .describe('Where a member finds its volume; /data if absent')
      .optional(),
    memberPorts: z
      .array(port)
      .min(1)
      .max(10)
      .describe(
        'Ports on which members talk to each other; the main one if absent',
      )
      .optional(),
    replicas: z.int().min(1).max(100).describe('Members'),
    consistency: line(500).describe('What a reader may rely on'),
    quorum: line(500).describe('How many members have to agree'),
    drain: line(500).describe('What happens when a node is drained'),
    zoneLoss: line(500).describe('What happens when a zone is lost'),
    splitBrain: line(500).describe('How two leaders are prevented'),
    schemaMigration: line(500).describe('How its schema changes').optional(),
    backup: z.strictObject({
      frequency: duration.describe('How often, such as 6h'),
      restoreTested: z.iso.date().describe('Day of the last tested restore'),
      rpo: duration.describe('Most data that may be lost, as time'),
      rto: duration.describe('Longest time until it is back'),
    }),
  })
  .describe('For stateful: the questions that a review asks');

export const batchSchema = z
  .strictObject({
    completions: z.int().min(1).max(100_000).describe('Pieces of work'),
    parallelism: z.int().min(1).max(10_000).describe('Pieces at a time'),
    nodePool: dnsLabel.describe('Pool of nodes it runs on'),
    timeout,
  })
  .describe('For batch-compute');

export const gatewaySchema = z
  .strictObject({
    waf: line(200).describe('Rules of the web application firewall'),
    hosts: z.array(hostName).min(1).max(50).describe('Hosts it answers for'),
    authentication: authentication
      .describe('How callers of an internal gateway say who they are')
      .optional(),
    rateLimit: rateLimit
      .describe('Most requests of one caller to an internal gateway')
      .optional(),
  })
  .describe('For gateway');
