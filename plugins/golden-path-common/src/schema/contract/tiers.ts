import { z } from 'zod';
import { rolloutSteps, rolloutStrategy } from '../rollout';
import { TIERS } from '../intent';
import { dnsLabel, duration, line } from '../scalars';
import { placement } from './placement';
import { featureSchema } from './workloadTypes';

const dutySchema = z.strictObject({
  id: dnsLabel.describe('Name of the duty in reports'),
  title: line(120).describe('What is owed, for people'),
  why: line(300).describe('Why it is asked for'),
  requires: z
    .string()
    .startsWith('/')
    .describe(
      'JSON pointer to the part of the intent that meets it; shown by the running service if absent',
    )
    .optional(),
  feature: featureSchema
    .describe('Owed only by workload types with this feature; by all if absent')
    .optional(),
  remedy: line(300).describe('What to do, as an order'),
});

const preference = z.enum(['required', 'preferred', 'none']);

const tierSchema = z.strictObject({
  title: line(60).describe('Name for people'),
  meaning: line(300).describe('What an outage means, and who notices'),
  placement: placement.describe(
    'Clusters of production: the primary one, the active ones, or standby too',
  ),
  minReplicas: z.int().min(1).describe('Least replicas in each cluster'),
  maxReplicas: z.int().min(1).describe('Most replicas in each cluster'),
  priorityClass: dnsLabel.describe('PriorityClass of the pods'),
  nodePool: dnsLabel
    .describe('Pool of nodes that its pods run on; any nodes if absent')
    .optional(),
  terminationGracePeriod: duration.describe(
    'Time to finish before it is killed',
  ),
  availability: z
    .number()
    .gt(0)
    .lt(100)
    .describe('Objective in percent where the intent states none'),
  rollout: z
    .strictObject({
      strategy: rolloutStrategy,
      steps: rolloutSteps.describe('Steps of a canary'),
    })
    .describe('How a new version is released'),
  disruption: z
    .strictObject({
      maxUnavailable: line(5).describe('Pods that may be away at a time'),
    })
    .describe('What drains and upgrades have to keep'),
  spread: z
    .strictObject({
      zones: preference.describe('Whether replicas lie in different zones'),
      nodes: preference.describe('Whether replicas lie on different nodes'),
    })
    .describe('How replicas are spread'),
  scaleDownStabilization: duration.describe('Wait before replicas are removed'),
  duties: z.array(dutySchema).describe('What a service of this tier owes'),
});

export const tiersSchema = z
  .record(z.enum(TIERS), tierSchema)
  .describe('Defaults and duties by tier');

/** @public */
export type ContractTier = z.infer<typeof tierSchema>;
