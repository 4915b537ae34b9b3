import { z } from 'zod';
import { sharedResourceSchema } from '../resource';
import { dnsLabel, line, semver } from '../scalars';
import { approvalsSchema } from './approvals';
import { changelogSchema } from './changelog';
import { deliverySchema } from './delivery';
import { exceptionsSchema } from './exceptions';
import { dataClassificationsSchema, exposurePolicySchema } from './exposure';
import { labelsSchema, telemetrySchema } from './labels';
import { layersSchema } from './layers';
import { pricesSchema } from './prices';
import { priorityClassesSchema } from './priorityClasses';
import { providersSchema } from './providers';
import { quotasSchema } from './quotas';
import { paragraph } from './scalars';
import { secretGrantsSchema } from './secretGrants';
import { sloPolicySchema } from './slo';
import { storageSchema } from './storage';
import { supplyChainSchema } from './supplyChain';
import { tiersSchema } from './tiers';
import {
  clustersSchema,
  environmentsSchema,
  nodePoolsSchema,
  tenancySchema,
} from './topology';
import { workloadTypesSchema } from './workloadTypes';

/**
 * The sections of the contract, each of which may live in a file of its own. Policies are Kubernetes documents
 * and are read beside them.
 */
export const contractSections = {
  layers: layersSchema,
  environments: environmentsSchema,
  clusters: clustersSchema,
  nodePools: nodePoolsSchema.optional(),
  tenancy: tenancySchema,
  priorityClasses: priorityClassesSchema.optional(),
  tiers: tiersSchema,
  workloadTypes: workloadTypesSchema,
  labels: labelsSchema,
  telemetry: telemetrySchema,
  providers: providersSchema,
  quotas: quotasSchema,
  secretGrants: secretGrantsSchema,
  supplyChain: supplyChainSchema,
  prices: pricesSchema,
  approvals: approvalsSchema,
  exposurePolicy: exposurePolicySchema,
  dataClassifications: dataClassificationsSchema,
  resources: z
    .array(sharedResourceSchema)
    .describe('Topics, databases, caches and buckets of the platform'),
  storage: storageSchema.optional(),
  delivery: deliverySchema.optional(),
  slo: sloPolicySchema.optional(),
  exceptions: exceptionsSchema,
  changelog: changelogSchema,
} as const;

/** @public */
export const contractSchema = z.strictObject({
  apiVersion: z
    .literal('fairway.dev/v1alpha1')
    .describe('Version of this format'),
  kind: z.literal('PlatformContract').describe('Kind of document'),
  metadata: z
    .strictObject({
      name: dnsLabel.describe('Name of the platform'),
      title: line(80).describe('Name for people'),
      version: semver.describe('Version of the contract, such as 1.0.0'),
      description: paragraph.describe('Whom it serves').optional(),
    })
    .describe('Which contract this is'),
  ...contractSections,
});

/** The contract without its policies, as the files state it. @public */
export type ContractDocument = z.infer<typeof contractSchema>;
