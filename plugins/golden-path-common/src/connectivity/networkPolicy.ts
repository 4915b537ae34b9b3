import { z } from 'zod';
import { parseNetwork } from '../kube/address';
import { selectorSchema } from '../kube/selector';
import type { KubeObject } from '../model';
import { pointerOf } from '../json/pointer';
import { DEFAULT_NAMESPACE } from './workloads';

/** The part of `networking.k8s.io/v1` that decides who may talk to whom. */

const cidr = z.string().refine(text => parseNetwork(text) !== undefined, {
  error: 'expected a network such as 10.0.0.0/8 or fd00::/8',
});

const peerSchema = z
  .strictObject({
    podSelector: selectorSchema.optional(),
    namespaceSelector: selectorSchema.optional(),
    ipBlock: z
      .strictObject({ cidr, except: z.array(cidr).optional() })
      .optional(),
  })
  .refine(
    ({ podSelector, namespaceSelector, ipBlock }) =>
      ipBlock
        ? !podSelector && !namespaceSelector
        : Boolean(podSelector ?? namespaceSelector),
    {
      error:
        'expected either ipBlock, or podSelector, namespaceSelector or both',
    },
  );

const portRange = { error: 'expected a port from 1 to 65535' };
const portNumber = z.int(portRange).min(1, portRange).max(65_535, portRange);

const portSchema = z
  .strictObject({
    protocol: z.enum(['TCP', 'UDP', 'SCTP']).optional(),
    port: z
      .union([portNumber, z.string()], {
        error: 'expected a port from 1 to 65535 or the name of one',
      })
      .optional(),
    endPort: portNumber.optional(),
  })
  .refine(
    ({ port, endPort }) =>
      endPort === undefined || (typeof port === 'number' && endPort >= port),
    { error: 'expected endPort beside a numeric port that is not above it' },
  );

const ports = z.array(portSchema).optional();
const peers = z.array(peerSchema).optional();

const specSchema = z.strictObject({
  podSelector: selectorSchema.optional(),
  policyTypes: z.array(z.enum(['Ingress', 'Egress'])).optional(),
  ingress: z.array(z.strictObject({ from: peers, ports })).optional(),
  egress: z.array(z.strictObject({ to: peers, ports })).optional(),
});

export type Peer = z.infer<typeof peerSchema>;
export type PolicyPort = z.infer<typeof portSchema>;

export interface NetworkPolicy {
  name: string;
  namespace: string;
  spec: z.infer<typeof specSchema>;
}

/** A NetworkPolicy that the API server would refuse, or read differently than its author. @public */
export interface NetworkPolicyProblem {
  /** Index of the object among those given. */
  object: number;
  /** JSON pointer into it. */
  at: string;
  message: string;
}

/** The NetworkPolicies among some objects, and what is wrong with those that cannot be read. */
export function readNetworkPolicies(objects: readonly KubeObject[]): {
  policies: NetworkPolicy[];
  problems: NetworkPolicyProblem[];
} {
  const policies: NetworkPolicy[] = [];
  const problems: NetworkPolicyProblem[] = [];
  objects.forEach((object, index) => {
    if (!isNetworkPolicy(object)) {
      return;
    }
    const { name, namespace = DEFAULT_NAMESPACE } = object.metadata;
    const parsed = specSchema.safeParse(withoutNulls(object.spec) ?? {});
    if (parsed.success) {
      policies.push({ name, namespace, spec: parsed.data });
    } else {
      problems.push(
        ...parsed.error.issues.map(({ path, message }) => ({
          object: index,
          at: `/spec${pointerOf(path)}`,
          message: `NetworkPolicy ${namespace}/${name}: ${message}`,
        })),
      );
    }
  });
  return { policies, problems };
}

function isNetworkPolicy({ apiVersion, kind }: KubeObject): boolean {
  return (
    kind === 'NetworkPolicy' &&
    (apiVersion.startsWith('networking.k8s.io/') ||
      apiVersion.startsWith('extensions/'))
  );
}

/** A field that is null counts as missing, as for the API server; an item of a list that is null stays an error. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutNulls);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== null)
        .map(([key, member]) => [key, withoutNulls(member)]),
    );
  }
  return value ?? undefined;
}
