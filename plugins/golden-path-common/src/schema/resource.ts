import { z } from 'zod';
import { dnsLabel, groupRef, hostName, line, port } from './scalars';

const ports = z.array(port).min(1).max(10).describe('Ports it answers on');

/**
 * Something a service may depend on that is not a service: a topic or a managed resource. The platform declares
 * them in the contract, a team declares its own in Git; both use this schema.
 * @public
 */
export const sharedResourceSchema = z.strictObject({
  name: dnsLabel.describe('Name that intents depend on'),
  type: z
    .enum(['topic', 'database', 'cache', 'bucket', 'queue', 'other'])
    .describe('What it is'),
  engine: line(60).describe('Product and version, such as PostgreSQL 17'),
  owner: groupRef.describe('Group that answers for it'),
  description: line(300).describe('What it holds').optional(),
  endpoint: z
    .union([
      z.strictObject({
        cidr: z
          .union([z.cidrv4(), z.cidrv6()])
          .describe('Address range outside the clusters'),
        ports,
      }),
      z.strictObject({
        namespace: dnsLabel.describe('Namespace inside the clusters'),
        ports,
      }),
    ])
    .describe('Where it answers: an address range, or a namespace'),
  host: hostName
    .describe('Host, for providers that can tell hosts apart')
    .optional(),
  environments: z
    .array(dnsLabel)
    .describe('Environments it exists in; all if absent')
    .optional(),
  consumers: z
    .array(groupRef)
    .describe('Groups whose services may use it; all if absent')
    .optional(),
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

/** The document that a team declares a resource with. @public */
export function resourceDocument(
  resource: SharedResource,
): z.infer<typeof resourceDeclarationSchema> {
  const { name, owner, description, ...spec } = resource;
  return {
    apiVersion: 'fairway.dev/v1alpha1',
    kind: 'SharedResource',
    metadata: { name, owner, ...(description && { description }) },
    spec,
  };
}
