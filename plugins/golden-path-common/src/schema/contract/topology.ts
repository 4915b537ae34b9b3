import { z } from 'zod';
import { byteQuantity, cpuQuantity, dnsLabel, line } from '../scalars';

const environmentSchema = z.strictObject({
  name: dnsLabel.describe('Name in intents, namespaces and labels'),
  title: line(60).describe('Name for people'),
  purpose: line(160).describe('What it is there for'),
  bias: line(160).describe('What it favours when aims conflict'),
  production: z
    .boolean()
    .describe('Rules of production hold: digests, signatures, review'),
  promotesFrom: dnsLabel.describe('Environment before it').optional(),
  hostSuffix: line(40)
    .describe('Added to the first label of public hosts, such as -dev')
    .optional(),
});

const clusterSchema = z.strictObject({
  name: dnsLabel.describe('Name, also of its folder in the GitOps repository'),
  region: line(40).describe('Region of the provider'),
  zones: z.array(line(40)).min(1).describe('Zones its nodes are in'),
  environments: z
    .array(dnsLabel)
    .min(1)
    .describe('Environments that live in it'),
  role: z
    .enum(['active', 'standby'])
    .describe('active serves traffic, standby is for recovery'),
  primary: z
    .boolean()
    .describe('Takes the services whose tier asks for one cluster only')
    .optional(),
  nodes: z
    .int()
    .min(1)
    .max(100_000)
    .describe(
      'Nodes it has at most: what runs on each of them is counted by it',
    )
    .optional(),
  nodePools: z
    .array(dnsLabel)
    .describe('Pools of nodes that are there for work of their own')
    .optional(),
  podCidr: z.cidrv4().describe('Addresses of its pods; no two overlap'),
});

const podSecurityLevel = z.enum(['restricted', 'baseline', 'privileged']);

const roleSchema = z.strictObject({
  name: dnsLabel.describe('Name of the Role'),
  group: line(120).describe('Group it is bound to; {team} is the owning team'),
  verbs: z
    .array(
      z.enum(['get', 'list', 'watch', 'create', 'update', 'patch', 'delete']),
    )
    .describe('What it may do'),
  resources: z.array(line(80)).min(1).describe('With which kinds of object'),
  apiGroups: z
    .array(z.string().max(120))
    .min(1)
    .describe("API groups of these kinds; '' is the core"),
});

export const environmentsSchema = z
  .array(environmentSchema)
  .min(1)
  .describe('Environments, from fast feedback to production');

export const clustersSchema = z
  .array(clusterSchema)
  .min(1)
  .describe('Clusters, and which environments live in them');

/** Key of a label or taint of a node. */
const labelKey = z
  .string()
  .max(317)
  .regex(
    /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
    { error: 'expected a key such as fairway.dev/node-pool' },
  );
const labelValue = z
  .string()
  .max(63)
  .regex(/^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/, {
    error: 'expected the value of a label such as batch',
  });

const nodePoolSchema = z.strictObject({
  title: line(60).describe('Name for people'),
  purpose: line(160).describe('What it is there for'),
  labels: z
    .record(labelKey, labelValue)
    .refine(labels => Object.keys(labels).length > 0, {
      error: 'expected at least one label, by which pods choose the pool',
    })
    .describe('Labels of its nodes, by which pods choose them'),
  taints: z
    .array(
      z.strictObject({
        key: labelKey.describe('Key of the taint'),
        value: labelValue.describe('Value of the taint').optional(),
        effect: z
          .enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])
          .describe('What becomes of pods that do not tolerate it'),
      }),
    )
    .max(10)
    .describe('Taints that keep everything else away')
    .optional(),
});

export const nodePoolsSchema = z
  .record(dnsLabel, nodePoolSchema)
  .describe('Pools of nodes that are there for work of their own');

export const tenancySchema = z
  .strictObject({
    namespacePattern: z
      .string()
      .regex(/^(\{(environment|team|system)\}|[a-z0-9-])+$/, {
        error:
          'expected a pattern of {environment}, {team}, {system} and letters such as {environment}-{team}-{system}',
      })
      .refine(
        value => value.includes('{environment}') && value.includes('{team}'),
        { error: 'expected at least {environment} and {team}' },
      )
      .describe('Name of a namespace of {environment}, {team} and {system}'),
    podSecurity: z
      .strictObject({
        enforce: podSecurityLevel.describe('Refused beyond this'),
        audit: podSecurityLevel.describe('Recorded beyond this'),
        warn: podSecurityLevel.describe('Warned about beyond this'),
      })
      .describe('Pod Security Standards of every tenant namespace'),
    limitRange: z
      .strictObject({
        defaultCpuRequest: cpuQuantity.describe('Request where none is stated'),
        defaultMemoryRequest: byteQuantity.describe(
          'Request where none is stated',
        ),
        defaultMemoryLimit: byteQuantity.describe('Limit where none is stated'),
        maxCpu: cpuQuantity.describe('Most that a container may ask for'),
        maxMemory: byteQuantity.describe('Most that a container may ask for'),
      })
      .describe('Requests and limits of containers that state none'),
    dns: z
      .strictObject({
        namespace: dnsLabel.describe('Namespace of the DNS pods'),
        podLabel: line(120).describe('Label of them, as key=value'),
      })
      .describe('Where DNS answers inside each cluster'),
    gatewayNamespace: dnsLabel.describe(
      'Namespace of the gateways, which reach into tenants',
    ),
    monitoringNamespace: dnsLabel.describe(
      'Namespace of the scrapers, which reach into tenants',
    ),
    roles: z
      .array(roleSchema)
      .describe('Roles that are bound in every tenant namespace'),
  })
  .describe('What every tenant namespace starts with');

/** @public */
export type ContractEnvironment = z.infer<typeof environmentSchema>;
/** @public */
export type ContractNodePool = z.infer<typeof nodePoolSchema>;
/** @public */
export type ContractCluster = z.infer<typeof clusterSchema>;
