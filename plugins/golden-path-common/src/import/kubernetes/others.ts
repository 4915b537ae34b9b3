import { entryOf, textAt } from '../read';
import { placeOf, type ImportReport } from '../report';
import {
  isHook,
  isManaged,
  isWorkload,
  type Folder,
  type Workload,
} from './folder';

/** Kinds that Fairway derives from intents, in the same or in another form. */
export const DERIVED = new Set([
  'ConfigMap',
  'ExternalSecret',
  'GRPCRoute',
  'Gateway',
  'HTTPRoute',
  'HorizontalPodAutoscaler',
  'Ingress',
  'LimitRange',
  'Namespace',
  'NetworkPolicy',
  'PodDisruptionBudget',
  'PodMonitor',
  'ResourceQuota',
  'ScaledObject',
  'Service',
  'ServiceAccount',
  'ServiceMonitor',
]);

/** Kinds that are gone by themselves once the workloads are. */
const PASSING = new Set([
  'ControllerRevision',
  'Endpoints',
  'EndpointSlice',
  'Event',
  'Lease',
]);

const REASONS: Record<string, string> = {
  ClusterRole: 'services have no access to the Kubernetes API',
  ClusterRoleBinding: 'services have no access to the Kubernetes API',
  PersistentVolumeClaim: 'only a stateful service keeps data',
  PrometheusRule: 'alerts come from objectives; state them as the SLO',
  Role: 'services have no access to the Kubernetes API',
  RoleBinding: 'services have no access to the Kubernetes API',
  Secret: 'values of secrets are never read; put them into the vault',
};

/** What of a folder is no workload: derived anew, or told. */
export function tellOthers(options: {
  folder: Folder;
  report: ImportReport;
  known: ReadonlySet<Workload>;
}): void {
  const { folder, report } = options;
  for (const manifest of folder.manifests) {
    const { kind, metadata } = manifest.object;
    const serviceType = textAt(manifest.object, '/spec/type');
    if (isManaged(manifest) || PASSING.has(kind)) {
      continue;
    }
    if (kind === 'Service' && serviceType === 'ExternalName') {
      report.leaveOut({
        ...placeOf(manifest),
        what: `Service ${metadata.name}`,
        why: `stands for ${
          textAt(manifest.object, '/spec/externalName') ?? 'another host'
        }; name that host where it is called, as an external dependency`,
      });
    } else if (DERIVED.has(kind)) {
      report.derives(kind);
    } else if (!isWorkload(manifest)) {
      report.leaveOut({
        ...placeOf(manifest),
        what: `${kind} ${metadata.name}`,
        why: entryOf(REASONS, kind) ?? 'intents have no place for this kind',
      });
    } else if (
      !folder.workloads.some(workload => workload.manifest === manifest)
    ) {
      report.leaveOut({
        ...placeOf(manifest),
        what: `${kind} ${metadata.name}`,
        why: isHook(manifest)
          ? 'Helm runs it as a hook; it is no service'
          : 'it has no template of its pods, so there is nothing to draft from',
      });
    }
  }
}
