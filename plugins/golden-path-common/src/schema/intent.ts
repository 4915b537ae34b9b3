import { z } from 'zod';
import {
  containersSchema,
  dependencySchema,
  environmentSchema,
  operationsSchema,
  overrideSchema,
  rolloutSchema,
  routeSchema,
  scalingSchema,
  secretsSchema,
  sloSchema,
} from './intentParts';
import { dnsLabel, groupRef, labelOfCatalog, line } from './scalars';
import {
  agentSchema,
  batchSchema,
  gatewaySchema,
  migrationSchema,
  queueSchema,
  scheduleSchema,
  statefulSchema,
} from './workloadParts';

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

const metadataSchema = z.strictObject({
  name: dnsLabel.describe('Name of the service, the same everywhere'),
  title: line(80).describe('Name for people').optional(),
  description: line(300).describe('What it is for, in a sentence').optional(),
  system: labelOfCatalog.describe('Catalog system it is a part of'),
  owner: groupRef.describe('Catalog group that owns it: group:<name>'),
  tags: z.array(dnsLabel).max(20).describe('Tags in the catalog').optional(),
});

const specSchema = z.strictObject({
  workloadType: z.enum(WORKLOAD_TYPES).describe('Shape of the work'),
  tier: z
    .enum(TIERS)
    .describe('How much it matters: tier-1 critical, tier-3 supporting'),
  dataClassification: z
    .enum(DATA_CLASSIFICATIONS)
    .describe('Highest class of data it touches'),
  exposure: z.enum(EXPOSURES).describe('Who may reach it'),
  runtime: z.enum(RUNTIMES).describe('Language or platform it is written in'),
  containers: containersSchema,
  dependencies: z
    .array(dependencySchema)
    .max(100)
    .describe('What this service calls')
    .optional(),
  accepts: z
    .array(dnsLabel)
    .max(500)
    .describe('Services that may call this one')
    .optional(),
  secrets: secretsSchema.optional(),
  scaling: scalingSchema.optional(),
  rollout: rolloutSchema.optional(),
  slo: sloSchema.optional(),
  route: routeSchema.optional(),
  capacity: z
    .strictObject({
      expectedRps: z
        .number()
        .min(0)
        .max(10_000_000)
        .describe('Requests a second at the daily peak'),
    })
    .describe('Load it is planned for')
    .optional(),
  operations: operationsSchema.optional(),
  environments: z
    .array(environmentSchema)
    .min(1)
    .max(20)
    .describe('Where it runs'),
  queue: queueSchema.optional(),
  schedule: scheduleSchema.optional(),
  migration: migrationSchema.optional(),
  agent: agentSchema.optional(),
  stateful: statefulSchema.optional(),
  batch: batchSchema.optional(),
  gateway: gatewaySchema.optional(),
  overrides: z
    .array(overrideSchema)
    .max(20)
    .describe('The escape hatch: visible, reasoned and expiring')
    .optional(),
});

/** @public */
export const serviceIntentSchema = z.strictObject({
  apiVersion: z
    .literal('fairway.dev/v1alpha1')
    .describe('Version of this format'),
  kind: z.literal('ServiceIntent').describe('Kind of document'),
  metadata: metadataSchema,
  spec: specSchema,
});

/** One service as its team states it. @public */
export type ServiceIntent = z.infer<typeof serviceIntentSchema>;
/** @public */
export type IntentDependency = z.infer<typeof dependencySchema>;
/** @public */
export type IntentOverride = z.infer<typeof overrideSchema>;
/** @public */
export type IntentContainer = ServiceIntent['spec']['containers'][string];
/** @public */
export type WorkloadType = (typeof WORKLOAD_TYPES)[number];
/** @public */
export type Tier = (typeof TIERS)[number];
/** @public */
export type Exposure = (typeof EXPOSURES)[number];
/** @public */
export type DataClassification = (typeof DATA_CLASSIFICATIONS)[number];

/** The part of the specification that a workload type asks for; the two kinds of API ask for none. @public */
export const WORKLOAD_PARTS = {
  'queue-worker': 'queue',
  'scheduled-task': 'schedule',
  'migration-job': 'migration',
  'node-agent': 'agent',
  stateful: 'stateful',
  'batch-compute': 'batch',
  gateway: 'gateway',
} as const satisfies Partial<Record<WorkloadType, keyof ServiceIntent['spec']>>;

/** Name of a part that one workload type asks for. @public */
export type WorkloadPart = (typeof WORKLOAD_PARTS)[keyof typeof WORKLOAD_PARTS];

/** The name of the part that a workload type asks for. */
export function partOf(type: WorkloadType): WorkloadPart | undefined {
  const parts: Partial<Record<WorkloadType, WorkloadPart>> = WORKLOAD_PARTS;
  return parts[type];
}

/** A part of the intent where its workload type asks for it: what another type states there means nothing. */
export function ownPart<Part extends WorkloadPart>(
  intent: ServiceIntent,
  part: Part,
): ServiceIntent['spec'][Part] | undefined {
  return partOf(intent.spec.workloadType) === part
    ? intent.spec[part]
    : undefined;
}
