import { isRecord } from '../../json/pointer';
import type { Draft } from '../draft';
import { isName } from '../names';
import { itemsAt, mappingAt, textAt } from '../read';
import { placeOf } from '../report';
import type { Folder, Workload } from './folder';
import { containersOf } from './pod';
import { keysOfSecret, needSecret } from './variables';

/** What of a pod, beside its containers, means something that an intent says in other words, or not at all. */
export function tellPod(options: {
  draft: Draft;
  folder: Folder;
  workload: Workload;
}): void {
  const { draft, workload } = options;
  const { pod, podAt, manifest } = workload;
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
