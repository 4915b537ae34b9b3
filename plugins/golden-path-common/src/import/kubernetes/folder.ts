import { isRecord, valueAt } from '../../json/pointer';
import type { Labels } from '../../kube/selector';
import type { ImportedManifest } from '../model';
import { itemsAt, mappingAt, textAt, textsAt, wholeAt } from '../read';

/** Namespace that an object without one ends up in. */
export const DEFAULT_NAMESPACE = 'default';

/** Where each kind that runs pods keeps their template, by `group/kind`; a Pod is its own. */
const TEMPLATES: Record<string, string> = {
  'apps/Deployment': '/spec/template',
  'apps/StatefulSet': '/spec/template',
  'apps/DaemonSet': '/spec/template',
  'apps/ReplicaSet': '/spec/template',
  '/ReplicationController': '/spec/template',
  '/Pod': '',
  'argoproj.io/Rollout': '/spec/template',
  'batch/Job': '/spec/template',
  'batch/CronJob': '/spec/jobTemplate/spec/template',
};

/** Something that runs pods. */
export interface Workload {
  manifest: ImportedManifest;
  kind: string;
  name: string;
  namespace: string;
  /** Labels of its pods. */
  labels: Labels;
  /** Labels of the object and of its pods; those of the object win. */
  ownLabels: Labels;
  annotations: Record<string, string>;
  /** JSON pointer of the specification of its pods. */
  podAt: string;
  pod: Record<string, unknown>;
}

/** A port of a Service. */
export interface ServicePort {
  port: number;
  /** Number or name of the port of the container; the port itself when it is left out. */
  target: number | string;
  name?: string;
  appProtocol?: string;
}

/** A Kubernetes Service. */
export interface FolderService {
  manifest: ImportedManifest;
  name: string;
  namespace: string;
  type: string;
  ports: ServicePort[];
  /** What it sends requests to. */
  workloads: Workload[];
}

/** The objects of a folder, by what the import needs of them. */
export interface Folder {
  manifests: readonly ImportedManifest[];
  workloads: Workload[];
  services: FolderService[];
  /** Labels by which something in the folder selects. */
  selectingLabels: ReadonlySet<string>;
  /** Objects of one kind, whatever version. */
  ofKind(...kinds: string[]): ImportedManifest[];
  /** An object by kind, namespace and name. */
  find(
    kind: string,
    namespace: string,
    name: string,
  ): ImportedManifest | undefined;
}

/** Finds out what a folder of manifests holds. */
export function readFolder(manifests: readonly ImportedManifest[]): Folder {
  const byKind = new Map<string, ImportedManifest[]>();
  const byName = new Map<string, ImportedManifest>();
  for (const manifest of manifests) {
    const { kind, metadata } = manifest.object;
    byKind.set(kind, [...(byKind.get(kind) ?? []), manifest]);
    const key = `${kind} ${namespaceOf(manifest)}/${metadata.name}`;
    if (!byName.has(key)) {
      byName.set(key, manifest);
    }
  }
  const workloads = manifests.flatMap(workloadOf);
  return {
    manifests,
    workloads,
    services: (byKind.get('Service') ?? []).map(manifest =>
      serviceOf(manifest, workloads),
    ),
    selectingLabels: new Set(manifests.flatMap(selectingLabels)),
    ofKind: (...kinds) => kinds.flatMap(kind => byKind.get(kind) ?? []),
    find: (kind, namespace, name) => byName.get(`${kind} ${namespace}/${name}`),
  };
}

/** Namespace of an object, `default` when it states none. */
export function namespaceOf({ object }: ImportedManifest): string {
  return textAt(object, '/metadata/namespace') ?? DEFAULT_NAMESPACE;
}

/** Whether an object runs pods of its own. */
export function isWorkload({ object }: ImportedManifest): boolean {
  return Object.hasOwn(TEMPLATES, groupKind(object));
}

/** Whether Helm runs an object at times of its own, such as the tests of a chart. */
export function isHook({ object }: ImportedManifest): boolean {
  return textAt(object, '/metadata/annotations/helm.sh~1hook') !== undefined;
}

/** Whether something else in the cluster made an object, as a Deployment makes its ReplicaSets. */
export function isManaged({ object }: ImportedManifest): boolean {
  return itemsAt(object, '/metadata/ownerReferences').length > 0;
}

function groupKind(object: { apiVersion: string; kind: string }): string {
  const slash = object.apiVersion.lastIndexOf('/');
  return `${slash < 0 ? '' : object.apiVersion.slice(0, slash)}/${object.kind}`;
}

function workloadOf(manifest: ImportedManifest): Workload[] {
  const { object } = manifest;
  if (
    !isWorkload(manifest) ||
    isManaged(manifest) ||
    (object.kind === 'Pod' && isHook(manifest))
  ) {
    return [];
  }
  const template = TEMPLATES[groupKind(object)];
  const pod = valueAt(object, `${template}/spec`);
  const labels = textsAt(object, `${template}/metadata/labels`);
  return isRecord(pod)
    ? [
        {
          manifest,
          kind: object.kind,
          name: object.metadata.name,
          namespace: namespaceOf(manifest),
          labels,
          ownLabels: { ...labels, ...textsAt(object, '/metadata/labels') },
          annotations: {
            ...textsAt(object, `${template}/metadata/annotations`),
            ...textsAt(object, '/metadata/annotations'),
          },
          podAt: `${template}/spec`,
          pod,
        },
      ]
    : [];
}

/** Labels that the selectors of an object name, wherever they stand in its specification. */
function selectingLabels({ object }: ImportedManifest): string[] {
  const plain =
    object.kind === 'Service' || object.kind === 'ReplicationController'
      ? Object.keys(mappingAt(object, '/spec/selector'))
      : [];
  const selectors = [
    '/spec/selector',
    '/spec/podSelector',
    ...['ingress', 'egress'].flatMap(direction =>
      itemsAt(object, `/spec/${direction}`).flatMap((rule, index) =>
        ['from', 'to'].flatMap(side =>
          itemsAt(rule, `/${side}`).flatMap((_, number) =>
            ['podSelector', 'namespaceSelector'].map(
              selector =>
                `/spec/${direction}/${index}/${side}/${number}/${selector}`,
            ),
          ),
        ),
      ),
    ),
  ];
  return [
    ...plain,
    ...selectors.flatMap(at => [
      ...Object.keys(mappingAt(object, `${at}/matchLabels`)),
      ...itemsAt(object, `${at}/matchExpressions`).flatMap(
        each => textAt(each, '/key') ?? [],
      ),
    ]),
  ];
}

function serviceOf(
  manifest: ImportedManifest,
  workloads: readonly Workload[],
): FolderService {
  const { object } = manifest;
  const namespace = namespaceOf(manifest);
  const selector = Object.entries(mappingAt(object, '/spec/selector'));
  return {
    manifest,
    name: object.metadata.name,
    namespace,
    type: textAt(object, '/spec/type') ?? 'ClusterIP',
    ports: itemsAt(object, '/spec/ports').flatMap(portOf),
    workloads:
      selector.length === 0
        ? []
        : workloads.filter(
            each =>
              each.namespace === namespace &&
              selector.every(([key, value]) => each.labels[key] === value),
          ),
  };
}

function portOf(value: unknown): ServicePort[] {
  const port = wholeAt(value, '/port');
  const protocol = textAt(value, '/protocol') ?? 'TCP';
  if (port === undefined || protocol !== 'TCP') {
    return [];
  }
  const name = textAt(value, '/name');
  const appProtocol = textAt(value, '/appProtocol');
  return [
    {
      port,
      target:
        wholeAt(value, '/targetPort') ?? textAt(value, '/targetPort') ?? port,
      ...(name !== undefined && { name }),
      ...(appProtocol !== undefined && { appProtocol }),
    },
  ];
}
