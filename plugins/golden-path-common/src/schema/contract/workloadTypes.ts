import { z } from 'zod';
import { EXPOSURES, WORKLOAD_TYPES } from '../intent';
import { byteQuantity, cpuQuantity, dnsLabel, line } from '../scalars';
import { placement } from './placement';

const featuresSchema = z.strictObject({
  service: z.boolean().describe('Others reach it by a name in the cluster'),
  route: z.boolean().describe('May have a public route'),
  autoscaling: z.boolean().describe('The number of replicas follows the load'),
  disruptionBudget: z.boolean().describe('Drains keep part of it running'),
  probes: z.boolean().describe('Says when it is ready and alive'),
  sloAlerts: z.boolean().describe('Has an objective, and alerts on its budget'),
  canary: z.boolean().describe('A new version can take a share of the traffic'),
});

/** Name of a feature that a workload type has or has not. */
export const featureSchema = featuresSchema.keyof();

const workloadTypeSchema = z.strictObject({
  title: line(60).describe('Name for people'),
  description: line(300).describe('What work of this type does'),
  primitive: line(160).describe('Kubernetes objects it becomes'),
  keyRisk: line(160).describe('What goes wrong first'),
  controls: z.array(line(80)).min(1).describe('What keeps that risk small'),
  exposures: z
    .array(z.enum(EXPOSURES))
    .min(1)
    .describe('Exposures this type may have'),
  features: featuresSchema.describe('What is derived for it'),
  placement: placement
    .describe('Clusters of production; those of the tier if absent')
    .optional(),
  priorityClass: dnsLabel
    .describe('PriorityClass of the pods; that of the tier if absent')
    .optional(),
  nodePool: dnsLabel
    .describe('Pool of nodes that its pods run on; that of the tier if absent')
    .optional(),
  defaults: z
    .strictObject({
      port: z
        .int()
        .min(1)
        .max(65535)
        .describe('Port of the main container')
        .optional(),
      resources: z
        .strictObject({
          cpu: cpuQuantity.describe('CPU requested'),
          memory: byteQuantity.describe('Memory requested'),
          memoryLimit: byteQuantity.describe(
            'Memory at which it is killed and restarted',
          ),
        })
        .describe('Resources of the main container'),
    })
    .describe('What holds where the intent states nothing'),
});

export const workloadTypesSchema = z
  .record(z.enum(WORKLOAD_TYPES), workloadTypeSchema)
  .describe('Shapes of work, and what comes with each');
