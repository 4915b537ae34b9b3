import type { Because, PlatformContract } from '../../../model';
import { because, pointer } from '../../because';
import type {
  Derived,
  EnvironmentContext,
  NamespaceContext,
} from '../../context';
import type { Application } from '../../crds/argoCd';
import { PLATFORM_FOLDERS, type PlatformDelivery } from '../../platformContext';
import { namespaceFolder, serviceFolder } from '../../paths';
import type { Provider } from '../provider';
import { movedFields } from './movedFields';

const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';
/** Each cluster runs its own Argo CD and applies to itself. */
const THIS_CLUSTER = 'https://kubernetes.default.svc';

/** Delivery by Argo CD: an Application for each service and cluster, and one for each namespace baseline. */
export const argoCd: Provider<'delivery'> = {
  layer: 'delivery',
  name: 'argo-cd',
  derive: ctx =>
    ctx.settings.clusters.map(({ name }) => serviceApplication(ctx, name)),
  deriveNamespace: ctx =>
    ctx.clusters.map(({ name }) => namespaceApplication(ctx, name)),
  deliverPlatform: delivery => [platformApplication(delivery)],
};

function serviceApplication(ctx: EnvironmentContext, cluster: string): Derived {
  const application = applicationOf({
    contract: ctx.contract,
    name: `${ctx.environment.name}-${ctx.name}`,
    labels: ctx.labels.labels,
    finalize: true,
    path: serviceFolder({
      cluster,
      namespace: ctx.namespace,
      service: ctx.name,
    }),
    namespace: ctx.namespace,
  });
  const moved = movedFields(ctx);
  if (moved.length > 0) {
    application.spec.ignoreDifferences = moved.map(
      ({ group, kind, name, pointers, jq }) => ({
        group,
        kind,
        name,
        ...(jq ? { jqPathExpressions: jq } : { jsonPointers: pointers }),
      }),
    );
  }
  return {
    place: 'delivery',
    cluster,
    object: application,
    because: [
      ...applicationReasons({
        why: `Brings ${ctx.name} to ${cluster} and keeps it as Git says.`,
        cluster,
        prune:
          'What is deleted in Git is deleted in the cluster, and a change by hand is undone.',
      }),
      because(
        '/metadata/finalizers',
        'fairway:clean-removal',
        'Removing the service from Git removes what it has in the cluster.',
      ),
      ...moved.map(({ why }, index) =>
        because(`/spec/ignoreDifferences/${index}`, ctx.rollout.from, why),
      ),
      ...ctx.labels.reasons,
    ],
  };
}

function namespaceApplication(ctx: NamespaceContext, cluster: string): Derived {
  const application = applicationOf({
    contract: ctx.contract,
    name: `namespace-${ctx.namespace}`,
    labels: ctx.labels.labels,
    finalize: false,
    path: namespaceFolder({ cluster, namespace: ctx.namespace }),
    namespace: ctx.namespace,
  });
  application.metadata.annotations = { [SYNC_WAVE]: '-1' };
  return {
    place: 'delivery',
    cluster,
    object: application,
    because: [
      ...applicationReasons({
        why: `Brings the baseline of ${ctx.namespace} to ${cluster} and keeps it as Git says.`,
        cluster,
        prune:
          'A change by hand is undone, but nothing is deleted by itself: a lost file must not take a namespace with all that is in it.',
      }),
      because(
        pointer('metadata', 'annotations', SYNC_WAVE),
        'fairway:baseline-first',
        'The namespace is there before what goes into it.',
      ),
      ...ctx.labels.reasons,
    ],
  };
}

/** One for each folder of the platform, in waves: a kind that a template brings is there before objects of it. */
function platformApplication(
  delivery: PlatformDelivery,
): Pick<Derived, 'object' | 'because'> {
  const { contract, cluster, folder, path, after } = delivery;
  const application = applicationOf({
    contract,
    name: `platform-${folder}`,
    labels: { 'app.kubernetes.io/managed-by': 'fairway' },
    finalize: false,
    path,
    namespace: contract.providers.delivery.namespace,
  });
  const { syncPolicy } = application.spec;
  syncPolicy.automated.prune = true;
  if (after) {
    syncPolicy.syncOptions.push('SkipDryRunOnMissingResource=true');
  }
  const wave = PLATFORM_FOLDERS.indexOf(folder) - PLATFORM_FOLDERS.length - 1;
  application.metadata.annotations = { [SYNC_WAVE]: String(wave) };
  return {
    object: application,
    because: [
      ...applicationReasons({
        why: `Brings the platform's ${folder} to ${cluster} and keeps them as Git says.`,
        cluster,
        prune:
          'What the contract no longer has goes; removing this Application by mistake takes nothing with it.',
      }),
      because(
        pointer('metadata', 'annotations', SYNC_WAVE),
        'fairway:platform-first',
        'The platform is there before namespaces and services.',
      ),
    ],
  };
}

function applicationOf(options: {
  contract: PlatformContract;
  name: string;
  labels: Record<string, string>;
  /** Whether removing the Application removes what it brought. */
  finalize: boolean;
  path: string;
  namespace: string;
}): Application {
  const { delivery } = options.contract.providers;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: options.name,
      namespace: delivery.namespace,
      labels: options.labels,
      ...(options.finalize
        ? { finalizers: ['resources-finalizer.argocd.argoproj.io'] }
        : undefined),
    },
    spec: {
      project: delivery.project,
      source: {
        repoURL: delivery.repository,
        targetRevision: delivery.branch,
        path: options.path,
      },
      destination: { server: THIS_CLUSTER, namespace: options.namespace },
      syncPolicy: {
        automated: { prune: options.finalize, selfHeal: true },
        syncOptions: [
          'CreateNamespace=false',
          'PruneLast=true',
          'RespectIgnoreDifferences=true',
        ],
        retry: {
          limit: 5,
          backoff: { duration: '10s', factor: 2, maxDuration: '5m' },
        },
      },
      revisionHistoryLimit: 10,
    },
  };
}

function applicationReasons(options: {
  why: string;
  cluster: string;
  prune: string;
}): Because[] {
  const from = 'contract:/providers/delivery';
  return [
    because('', from, options.why),
    because(
      '/metadata/namespace',
      `${from}/namespace`,
      'Where Argo CD looks for its Applications.',
    ),
    because(
      '/spec/project',
      `${from}/project`,
      'The project says which repositories and namespaces are allowed.',
    ),
    because(
      '/spec/source',
      from,
      'Rendered manifests: what lies in this folder is exactly what is applied.',
    ),
    because(
      '/spec/destination',
      `${from}`,
      `The Argo CD of ${options.cluster} applies to its own cluster.`,
    ),
    because(
      '/spec/syncPolicy/automated',
      'fairway:git-is-the-truth',
      options.prune,
    ),
    because(
      '/spec/syncPolicy/syncOptions',
      'fairway:git-is-the-truth',
      'Namespaces come from their baseline, deletions come last, and fields that other controllers own are left alone.',
    ),
    because(
      '/spec/syncPolicy/retry',
      'fairway:git-is-the-truth',
      'A namespace or a custom resource that is not there yet is waited for: 5 attempts, 10 s to 5 min apart.',
    ),
    because(
      '/spec/revisionHistoryLimit',
      'policy:rollback',
      'The last 10 syncs can be gone back to.',
    ),
  ];
}
