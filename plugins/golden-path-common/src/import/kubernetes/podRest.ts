import { isRecord } from '../../json/pointer';
import type { Draft } from '../draft';
import { isName } from '../names';
import { entryOf, itemsAt, mappingAt, textAt } from '../read';
import { placeOf } from '../report';
import type { Folder, Workload } from './folder';
import { containersOf } from './pod';
import { keysOfSecret, needSecret } from './variables';

/** Fields of a pod that are carried over elsewhere, or that the platform decides. */
const KNOWN = new Set([
  'containers',
  'volumes',
  'initContainers',
  'restartPolicy',
  'serviceAccountName',
  'serviceAccount',
  'securityContext',
  'terminationGracePeriodSeconds',
  'dnsPolicy',
  'schedulerName',
  'enableServiceLinks',
  'automountServiceAccountToken',
  'tolerations',
]);

/** Why a field of a pod has no place in an intent, where there is more to say than that. */
const REASONS: Record<string, string> = {
  affinity: 'the tier decides how replicas are spread',
  topologySpreadConstraints: 'the tier decides how replicas are spread',
  priorityClassName: 'the tier decides the priority',
  nodeSelector: 'the platform decides which nodes there are',
  imagePullSecrets: 'the platform may read its registries',
  hostNetwork: 'pods stay off the network of their node',
  hostPID: 'pods stay off the processes of their node',
  hostIPC: 'pods stay off the memory of their node',
  hostAliases: 'names come from DNS',
};

/** What of a pod, beside its containers, has no place in an intent. */
export function tellPod(options: {
  draft: Draft;
  folder: Folder;
  workload: Workload;
}): void {
  const { draft, workload } = options;
  const { pod, podAt, manifest } = workload;
  for (const [field, value] of Object.entries(pod)) {
    const empty = value === undefined || value === null || value === false;
    if (!KNOWN.has(field) && !empty) {
      draft.leaveOut(
        field,
        entryOf(REASONS, field) ?? 'an intent has no place for it',
        placeOf(manifest, `${podAt}/${field}`),
      );
    }
  }
  if (
    workload.kind !== 'DaemonSet' &&
    itemsAt(pod, '/tolerations').length > 0
  ) {
    draft.leaveOut(
      'tolerations',
      'the platform decides which nodes there are',
      placeOf(manifest, `${podAt}/tolerations`),
    );
  }
  const grace = pod.terminationGracePeriodSeconds;
  if (typeof grace === 'number') {
    draft.leaveOut(
      `terminationGracePeriodSeconds ${grace}`,
      'the tier decides how long a pod may take to end',
      placeOf(manifest, `${podAt}/terminationGracePeriodSeconds`),
    );
  }
  if (pod.automountServiceAccountToken === true) {
    draft.leaveOut(
      'automountServiceAccountToken',
      'pods get no token of the Kubernetes API',
      placeOf(manifest, `${podAt}/automountServiceAccountToken`),
    );
  }
  itemsAt(pod, '/initContainers').forEach((container, index) =>
    draft.leaveOut(
      `init container ${textAt(container, '/name') ?? index + 1}`,
      'an intent has none: waiting for others belongs into the service, preparing into the image or a migration-job',
      placeOf(manifest, `${podAt}/initContainers/${index}`),
    ),
  );
  itemsAt(pod, '/volumes').forEach((volume, index) =>
    tellVolume(options, volume, `${podAt}/volumes/${index}`),
  );
}

function tellVolume(
  options: { draft: Draft; folder: Folder; workload: Workload },
  volume: unknown,
  at: string,
): void {
  const { draft, folder, workload } = options;
  const name = textAt(volume, '/name') ?? 'without a name';
  const place = placeOf(workload.manifest, at);
  const paths = mountPaths(workload, name);
  if (paths.length === 0) {
    return;
  }
  const secret = textAt(volume, '/secret/secretName');
  if (secret !== undefined) {
    const listed = itemsAt(volume, '/secret/items').flatMap(
      item => textAt(item, '/key') ?? [],
    );
    const keys =
      listed.length > 0
        ? listed
        : keysOfSecret(folder, workload.namespace, secret);
    if (keys.length > 0 && isName(secret)) {
      needSecret(draft, { secret, keys, place });
      draft.changes(
        `volume ${name} at ${paths.join(', ')}`,
        `the keys of the secret ${secret} are files below /etc/secrets/${secret}`,
        place,
      );
    } else {
      draft.leaveOut(
        `volume ${name} at ${paths.join(', ')}`,
        `the keys of the Secret ${secret} are not among the manifests; an intent names each key that it needs`,
        place,
      );
    }
    return;
  }
  if (isRecord(mappingAt(volume).emptyDir)) {
    const kept = draft.get('/spec/stateful/mountPath');
    if (
      paths.some(path => path.replace(/\/$/, '') !== '/tmp' && path !== kept)
    ) {
      draft.leaveOut(
        `emptyDir ${name} at ${paths.join(', ')}`,
        'what may be written is /tmp; let the service write there',
        place,
      );
    }
    return;
  }
  const kind =
    Object.keys(mappingAt(volume)).find(key => key !== 'name') ?? 'unknown';
  draft.leaveOut(
    `volume ${name} (${kind}) at ${paths.join(', ')}`,
    kind === 'persistentVolumeClaim'
      ? 'only a stateful service keeps data'
      : 'an intent has no place for it: settings are variables, files belong into the image',
    place,
  );
}

/** Where the containers see a volume. */
function mountPaths(workload: Workload, volume: string): string[] {
  return containersOf(workload).flatMap(container =>
    itemsAt(container.value, '/volumeMounts').flatMap(mount =>
      textAt(mount, '/name') === volume
        ? textAt(mount, '/mountPath') ?? []
        : [],
    ),
  );
}
