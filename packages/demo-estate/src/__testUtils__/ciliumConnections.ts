import type { KubeObject } from '@fairway/plugin-golden-path-common';
import { z } from 'zod';

const NAMESPACE = 'k8s:io.kubernetes.pod.namespace';

const labels = z.record(z.string(), z.string());
const selector = z.strictObject({ matchLabels: labels.optional() });
const toPorts = z
  .array(
    z.strictObject({
      ports: z.array(
        z.strictObject({ port: z.string(), protocol: z.enum(['TCP', 'UDP']) }),
      ),
      rules: z.unknown().optional(),
    }),
  )
  .optional();

/** What the reader understands; anything else in a policy is an error, so that nothing is overlooked. */
const policySchema = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string() }),
  spec: z.strictObject({
    endpointSelector: selector,
    enableDefaultDeny: z.strictObject({
      ingress: z.boolean(),
      egress: z.boolean(),
    }),
    ingress: z
      .array(
        z.strictObject({
          fromEndpoints: z.array(selector).optional(),
          toPorts,
        }),
      )
      .optional(),
    egress: z
      .array(
        z.strictObject({
          toEndpoints: z.array(selector).optional(),
          // Outside of the cluster, so no workload is meant.
          toCIDR: z.array(z.string()).optional(),
          toCIDRSet: z.array(z.unknown()).optional(),
          toFQDNs: z.array(z.unknown()).optional(),
          toPorts,
        }),
      )
      .optional(),
  }),
});

type Policy = z.infer<typeof policySchema>;
type Direction = 'ingress' | 'egress';

const template = z.object({
  template: z.object({ metadata: z.object({ labels }) }),
});
const workloadSchema = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string() }),
  spec: z.union([
    template,
    z
      .object({ jobTemplate: z.object({ spec: template }) })
      .transform(({ jobTemplate }) => jobTemplate.spec),
  ]),
});

interface Workload {
  id: string;
  namespace: string;
  labels: Record<string, string>;
}

/**
 * Who may talk to whom inside a cluster by its CiliumNetworkPolicies alone, as `caller -> callee port/protocol`,
 * sorted. Written from the rules of Cilium: an endpoint is closed in a direction once a policy that selects it says
 * so, and what rules of all its policies open adds up; a rule without peers opens nothing. A connection needs both
 * ends.
 */
export function ciliumConnections(objects: KubeObject[]): string[] {
  const workloads = objects.flatMap(workloadOf);
  const policies = objects
    .filter(({ kind }) => kind === 'CiliumNetworkPolicy')
    .map(object => policySchema.parse(object));
  const open: string[] = [];
  for (const caller of workloads) {
    const leaves = portsTowards({
      subject: caller,
      direction: 'egress',
      policies,
    });
    for (const callee of workloads.filter(each => each !== caller)) {
      const enters = portsTowards({
        subject: callee,
        direction: 'ingress',
        policies,
      })(caller);
      for (const port of leaves(callee)) {
        if (enters.has(port)) {
          open.push(`${caller.id} -> ${callee.id} ${port}`);
        }
      }
    }
  }
  return open.sort();
}

function workloadOf(object: KubeObject): Workload[] {
  const read = workloadSchema.safeParse(object);
  return read.success
    ? [
        {
          id: `${read.data.metadata.namespace}/${read.data.metadata.name}`,
          namespace: read.data.metadata.namespace,
          labels: read.data.spec.template.metadata.labels,
        },
      ]
    : [];
}

/** Ports that the policies of one end open for another; for an end that no policy closes there is no answer. */
function portsTowards(options: {
  subject: Workload;
  direction: Direction;
  policies: Policy[];
}): (peer: Workload) => Set<string> {
  const { subject, direction } = options;
  const own = options.policies.filter(
    ({ metadata, spec }) =>
      metadata.namespace === subject.namespace &&
      selects(spec.endpointSelector, subject, metadata.namespace),
  );
  if (!own.some(({ spec }) => spec.enableDefaultDeny[direction])) {
    throw new Error(`${subject.id} is open: no policy closes its ${direction}`);
  }
  const rules = own.flatMap(({ metadata, spec }) => {
    const listed =
      direction === 'ingress'
        ? (spec.ingress ?? []).map(rule => ({
            peers: rule.fromEndpoints ?? [],
            ports: rule.toPorts ?? [],
          }))
        : (spec.egress ?? []).map(rule => ({
            peers: rule.toEndpoints ?? [],
            ports: rule.toPorts ?? [],
          }));
    return listed.map(rule => ({ ...rule, namespace: metadata.namespace }));
  });
  return peer =>
    new Set(
      rules
        .filter(({ peers, namespace }) =>
          peers.some(each => selects(each, peer, namespace)),
        )
        .flatMap(({ ports }) => ports)
        .flatMap(({ ports }) => ports)
        .map(({ port, protocol }) => `${port}/${protocol}`),
    );
}

/** A selector that names no namespace means the one of its policy. */
function selects(
  { matchLabels = {} }: z.infer<typeof selector>,
  workload: Workload,
  namespace: string,
): boolean {
  const { [NAMESPACE]: named = namespace, ...others } = matchLabels;
  return (
    named === workload.namespace &&
    Object.entries(others).every(
      ([key, value]) => workload.labels[key.replace(/^k8s:/, '')] === value,
    )
  );
}
