import { z } from 'zod';
import { dnsLabel, groupRef, hostName, line, port } from './scalars';

/**
 * Something a service may depend on that is not a service: a topic or a managed resource. The platform declares
 * them in the contract, a team declares its own in Git; both use this schema.
 * @public
 */
export const sharedResourceSchema = z.strictObject({
  name: dnsLabel,
  type: z.enum(['topic', 'database', 'cache', 'bucket', 'queue', 'other']),
  engine: line(60),
  owner: groupRef,
  description: line(300).optional(),
  /** Where it answers: an address range outside the cluster, or a namespace inside it. */
  endpoint: z.union([
    z.strictObject({
      cidr: z.union([z.cidrv4(), z.cidrv6()]),
      ports: z.array(port).min(1).max(10),
    }),
    z.strictObject({
      namespace: dnsLabel,
      ports: z.array(port).min(1).max(10),
    }),
  ]),
  /** For providers that can tell hosts apart. */
  host: hostName.optional(),
  /** Environments it exists in; all when left out. */
  environments: z.array(dnsLabel).optional(),
  /** Groups whose services may use it; everyone when left out. */
  consumers: z.array(groupRef).optional(),
});

/** @public */
export type SharedResource = z.infer<typeof sharedResourceSchema>;

/** The document a team keeps in Git for a resource of its own. @public */
export const resourceDeclarationSchema = z.strictObject({
  apiVersion: z.literal('fairway.dev/v1alpha1'),
  kind: z.literal('SharedResource'),
  metadata: z.strictObject({
    name: dnsLabel,
    owner: groupRef,
    description: line(300).optional(),
  }),
  spec: sharedResourceSchema.omit({
    name: true,
    owner: true,
    description: true,
  }),
});
