import { isRecord, valueAt } from '../json/pointer';
import { podOf } from '../kube/pods';
import type { Labels } from '../kube/selector';
import type { KubeObject } from '../model';
import type { Protocol } from './portSet';

/** Pods that are alike: what a Deployment, a CronJob or a single Pod runs. */
export interface Workload {
  /** `namespace/name`; with `[Kind]` behind it where two kinds share the name. */
  id: string;
  kind: string;
  name: string;
  namespace: string;
  labels: Labels;
  /** Ports that its containers name, by `protocol/name`. */
  namedPorts: ReadonlyMap<string, number[]>;
  /** Its pods use the network of their node: policies neither select nor restrict them. */
  onNodeNetwork: boolean;
}

/** Namespace that an object without one ends up in. */
export const DEFAULT_NAMESPACE = 'default';

/** Label that the API server gives to every namespace. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Everything among the objects that runs pods, in the order of their ids. */
export function workloadsOf(objects: readonly KubeObject[]): Workload[] {
  const stated = new Set(
    objects.map(({ kind, metadata }) => ownerKey(kind, metadata)),
  );
  const workloads = objects.flatMap(object => {
    const pod = podOf(object);
    // What runs them stands there already, in a dump of a cluster.
    const isRun = ownersOf(object).some(owner => stated.has(owner));
    if (!pod || isRun) {
      return [];
    }
    const { name, namespace = DEFAULT_NAMESPACE } = object.metadata;
    return [
      {
        id: `${namespace}/${name}`,
        kind: object.kind,
        name,
        namespace,
        labels: pod.labels,
        namedPorts: namedPortsOf(pod.spec),
        onNodeNetwork: pod.spec.hostNetwork === true,
      },
    ];
  });
  const shared = new Set<string>();
  const seen = new Set<string>();
  for (const { id } of workloads) {
    (seen.has(id) ? shared : seen).add(id);
  }
  return workloads
    .map(workload =>
      shared.has(workload.id)
        ? { ...workload, id: `${workload.id}[${workload.kind}]` }
        : workload,
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function ownerKey(
  kind: unknown,
  { name, namespace }: { name: unknown; namespace?: string },
): string {
  return `${kind} ${namespace ?? DEFAULT_NAMESPACE}/${name}`;
}

/** An object and its owner live in the same namespace. */
function ownersOf({ metadata }: KubeObject): string[] {
  const { ownerReferences: owners, namespace } = metadata;
  return Array.isArray(owners)
    ? owners
        .filter(isRecord)
        .map(({ kind, name }) => ownerKey(kind, { name, namespace }))
    : [];
}

/** Labels of each namespace that is used or declared. */
export function namespaceLabelsOf(
  objects: readonly KubeObject[],
): Map<string, Labels> {
  const labels = new Map<string, Labels>();
  for (const { kind, metadata } of objects) {
    const name =
      kind === 'Namespace'
        ? metadata.name
        : metadata.namespace ?? DEFAULT_NAMESPACE;
    if (kind === 'Namespace' || !labels.has(name)) {
      const stated = kind === 'Namespace' ? metadata.labels : undefined;
      labels.set(name, { ...stated, [NAMESPACE_NAME]: name });
    }
  }
  return labels;
}

/** Key of a named port. */
export function portKey(protocol: Protocol, name: string): string {
  return `${protocol}/${name}`;
}

function namedPortsOf(spec: Record<string, unknown>): Map<string, number[]> {
  const named = new Map<string, number[]>();
  const containers = [spec.containers, spec.initContainers].flatMap(list =>
    Array.isArray(list) ? list.filter(isRecord) : [],
  );
  for (const container of containers) {
    const ports = valueAt(container, '/ports');
    for (const port of Array.isArray(ports) ? ports.filter(isRecord) : []) {
      const { name, containerPort, protocol = 'TCP' } = port;
      if (
        typeof name === 'string' &&
        typeof containerPort === 'number' &&
        (protocol === 'TCP' || protocol === 'UDP' || protocol === 'SCTP')
      ) {
        const key = portKey(protocol, name);
        named.set(key, [...(named.get(key) ?? []), containerPort]);
      }
    }
  }
  return named;
}
