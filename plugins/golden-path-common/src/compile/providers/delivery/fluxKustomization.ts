import type { Because, PlatformContract } from '../../../model';
import { because } from '../../because';
import type { FluxKustomization } from '../../crds/flux';
import { sourceName } from './fluxSource';

/** What one Kustomization brings, and how. */
export interface FluxPlace {
  contract: PlatformContract;
  name: string;
  labels: Record<string, string>;
  path: string;
  /** Whether what goes in Git goes in the cluster. */
  prune: boolean;
  /** Whether what it brought stays when it goes itself. */
  orphan: boolean;
}

/** What every Kustomization has. */
export function kustomizationOf(place: FluxPlace): FluxKustomization {
  const { contract, name, labels, path, prune, orphan } = place;
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: {
      name,
      namespace: contract.providers.delivery.namespace,
      labels,
    },
    spec: {
      sourceRef: { kind: 'GitRepository', name: sourceName(contract) },
      path: `./${path}`,
      prune,
      deletionPolicy: orphan ? 'Orphan' : 'MirrorPrune',
      interval: '10m',
      retryInterval: '1m',
      timeout: '10m',
      force: false,
    },
  };
}

/** The reasons for it. */
export function kustomizationReasons(options: {
  place: FluxPlace;
  why: string;
  prune: string;
}): Because[] {
  const from = 'contract:/providers/delivery';
  const { place, why, prune } = options;
  return [
    because('', from, why),
    because(
      '/metadata/namespace',
      `${from}/namespace`,
      'Beside its source, so that references across namespaces can stay forbidden.',
    ),
    because(
      '/spec/sourceRef',
      `${from}/repository`,
      `The source of the cluster, which follows branch ${place.contract.providers.delivery.branch}.`,
    ),
    because(
      '/spec/path',
      from,
      'Rendered manifests: what lies in this folder is exactly what is applied.',
    ),
    because('/spec/prune', 'fairway:git-is-the-truth', prune),
    because(
      '/spec/deletionPolicy',
      'fairway:clean-removal',
      place.orphan
        ? 'What it brought stays when it goes itself.'
        : 'Removing the service from Git removes what it has in the cluster.',
    ),
    because(
      '/spec/interval',
      'fairway:git-is-the-truth',
      'A new commit is applied when the source sees it; what was changed by hand is undone within 10 minutes.',
    ),
    because(
      '/spec/retryInterval',
      'fairway:git-is-the-truth',
      'A namespace or a custom resource that is not there yet is asked for again after a minute.',
    ),
    because(
      '/spec/timeout',
      'fairway:progress',
      'As long as a rollout may get nowhere before it has failed.',
    ),
    because(
      '/spec/force',
      'fairway:git-is-the-truth',
      'A field that cannot change is told, and never changed by deleting what runs.',
    ),
  ];
}
