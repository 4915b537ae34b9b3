import type { Draft } from '../../draft';
import type { ImportedManifest } from '../../model';
import { itemsAt, mappingAt, textAt } from '../../read';
import { selectorMatches, selectorSchema } from '../../../kube/selector';
import { namespaceOf, type Folder, type Workload } from '../folder';

/** The drafts, and the folder that they were made from. */
export interface Landing {
  folder: Folder;
  drafts: ReadonlyMap<Workload, Draft>;
  /** Stores, which are declared and whose manifests stay as they are. */
  stores: ReadonlySet<Workload>;
}

/** Names of the Services that an Ingress or a route leads to. */
export function backendsOf({ object }: ImportedManifest): string[] {
  return [
    textAt(object, '/spec/defaultBackend/service/name'),
    ...itemsAt(object, '/spec/rules').flatMap(rule => [
      ...itemsAt(rule, '/http/paths').map(path =>
        textAt(path, '/backend/service/name'),
      ),
      ...itemsAt(rule, '/backendRefs').map(backend => textAt(backend, '/name')),
    ]),
  ].filter(name => name !== undefined);
}

/** Workloads behind a Service of a namespace. */
export function behind(
  { folder }: Landing,
  namespace: string,
  service: string,
): Workload[] {
  return folder.services
    .filter(each => each.namespace === namespace && each.name === service)
    .flatMap(({ workloads }) => workloads);
}

/** Workloads of a namespace that a selector of an object selects. */
export function selectedBy(
  { folder }: Landing,
  manifest: ImportedManifest,
  pointer: string,
): Workload[] {
  const selector = selectorSchema.safeParse(
    mappingAt(manifest.object, pointer),
  );
  return selector.success
    ? folder.workloads.filter(
        ({ namespace, labels }) =>
          namespace === namespaceOf(manifest) &&
          selectorMatches(selector.data, labels),
      )
    : [];
}

/** What an autoscaler scales. */
export function scaledBy(
  { folder }: Landing,
  manifest: ImportedManifest,
): Workload | undefined {
  const { object } = manifest;
  return folder.workloads.find(
    ({ namespace, name, kind }) =>
      namespace === namespaceOf(manifest) &&
      name === textAt(object, '/spec/scaleTargetRef/name') &&
      kind === (textAt(object, '/spec/scaleTargetRef/kind') ?? 'Deployment'),
  );
}

/** Workloads that an object is about. */
export function subjectsOf(
  landing: Landing,
  manifest: ImportedManifest,
): Workload[] {
  const { folder } = landing;
  const { kind, metadata } = manifest.object;
  const namespace = namespaceOf(manifest);
  switch (kind) {
    case 'Service':
      return behind(landing, namespace, metadata.name);
    case 'Ingress':
    case 'HTTPRoute':
    case 'GRPCRoute':
      return backendsOf(manifest).flatMap(name =>
        behind(landing, namespace, name),
      );
    case 'HorizontalPodAutoscaler':
    case 'ScaledObject': {
      const scaled = scaledBy(landing, manifest);
      return scaled ? [scaled] : [];
    }
    case 'PodDisruptionBudget':
      return selectedBy(landing, manifest, '/spec/selector');
    case 'NetworkPolicy':
      return selectedBy(landing, manifest, '/spec/podSelector');
    case 'ServiceAccount':
      return folder.workloads.filter(
        each =>
          each.namespace === namespace && accountOf(each) === metadata.name,
      );
    default:
      return folder.workloads.filter(each => each.manifest === manifest);
  }
}

/** Name of the account that pods of a workload have. */
export function accountOf({ pod }: Workload): string {
  return (
    textAt(pod, '/serviceAccountName') ??
    textAt(pod, '/serviceAccount') ??
    'default'
  );
}
