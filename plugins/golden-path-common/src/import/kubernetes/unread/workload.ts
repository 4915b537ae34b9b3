import { isRecord } from '../../../json/pointer';
import type { Draft } from '../../draft';
import { itemsAt, mappingAt, textAt } from '../../read';
import { each, only, READ, type Fields, type Shape } from '../../unread/shape';
import { ownershipKeys } from '../evidence';
import type { Folder, Workload } from '../folder';
import { containersOf, isOfMesh } from '../pod';
import { accountOf, type Landing } from './landing';
import {
  containerShape,
  metadataShape,
  objectShape,
  podShape,
  workloadSpecShape,
} from './shapes';

/** What of a workload its draft accounts for, or what is told beside it. */
export function workloadShape(
  landing: Landing,
  workload: Workload,
  draft: Draft,
): Fields {
  const metadata = metadataOf(landing.folder, draft);
  const pod = podShape({
    containers: containersShape(workload, draft),
    volumes: volumesShape(workload),
    tolerations:
      workload.kind === 'DaemonSet'
        ? each({ key: READ, operator: READ, value: READ, effect: READ })
        : undefined,
    restartPolicy: only(
      ...(workload.kind === 'Pod'
        ? ['Always', 'Never']
        : [['Job', 'CronJob'].includes(workload.kind) ? 'Never' : 'Always']),
    ),
    serviceAccountName: only('default', ...accountsOf(landing, workload)),
  });
  if (workload.kind === 'Pod') {
    // A bare Pod that the cluster runs says which node it is on.
    return objectShape(metadata, {
      spec: {
        ...pod,
        nodeName: READ,
        activeDeadlineSeconds: ends(draft) ? READ : undefined,
      },
    });
  }
  return objectShape(metadata, {
    spec: workloadSpecShape({
      kind: workload.kind,
      batch: draft.get('/spec/batch') !== undefined,
      template: { metadata, spec: pod },
    }),
  });
}

/** Whether a draft is of work that ends, and so has a longest run. */
function ends(draft: Draft): boolean {
  return ['/spec/migration', '/spec/batch'].some(
    part => draft.get(part) !== undefined,
  );
}

/** Accounts that are among the manifests: what is special about them is told there. */
function accountsOf({ folder }: Landing, workload: Workload): string[] {
  const account = accountOf(workload);
  return folder.find('ServiceAccount', workload.namespace, account)
    ? [account]
    : [];
}

/** Labels that select, and labels and annotations that were taken for an answer. */
function metadataOf(folder: Folder, draft: Draft): Fields {
  const answers = ownershipKeys((at, value) => draft.get(at) === value);
  return metadataShape({
    labels: {
      ...Object.fromEntries(
        [...folder.selectingLabels].map(label => [label, READ]),
      ),
      ...answers,
    },
    annotations: {
      ...answers,
      'prometheus.io/scrape': only('true'),
      'prometheus.io/scheme': only('http'),
      'prometheus.io/port': value =>
        [
          draft.get('/spec/containers/app/metricsPort'),
          draft.get('/spec/containers/app/port'),
        ].some(port => String(port) === value),
      'prometheus.io/path': value =>
        value === '/metrics' ||
        draft.get('/spec/containers/app/metricsPath') === value,
      'kubectl.kubernetes.io/default-container': READ,
    },
  });
}

function containersShape(workload: Workload, draft: Draft): Fields {
  const health = '/spec/containers/app/health/drain';
  const shapes = containersOf(workload).map((container): [string, Shape] => {
    const index = container.at.slice(container.at.lastIndexOf('/') + 1);
    const port: Shape = value =>
      value === draft.get('/spec/containers/app/port') ||
      container.ports.some(
        ({ number, name }) => value === number || value === name,
      );
    return [
      index,
      isOfMesh(container) && containersOf(workload).length > 1
        ? READ
        : containerShape({
            grpcPort: port,
            drainPort: value =>
              draft.get(health) === undefined ||
              (typeof port === 'function' && port(value)),
            volumeMounts: each({
              name: READ,
              mountPath: READ,
              readOnly: only(true, false),
            }),
          }),
    ];
  });
  return Object.fromEntries(shapes);
}

/** Volumes that a container sees are told with the volume; the others were of no use. */
function volumesShape(workload: Workload): Fields {
  const mounted = new Set(
    containersOf(workload).flatMap(({ value }) =>
      itemsAt(value, '/volumeMounts').flatMap(
        mount => textAt(mount, '/name') ?? [],
      ),
    ),
  );
  return Object.fromEntries(
    itemsAt(workload.pod, '/volumes').map((volume, index) => [
      String(index),
      mounted.has(textAt(volume, '/name') ?? '')
        ? volumeShape(volume)
        : undefined,
    ]),
  );
}

function volumeShape(volume: unknown): Shape {
  const { secret, emptyDir } = mappingAt(volume);
  if (isRecord(secret)) {
    return {
      name: READ,
      secret: {
        secretName: READ,
        items: Object.fromEntries(
          itemsAt(secret, '/items').map((item, index) => [
            String(index),
            { key: READ, path: only(textAt(item, '/key') ?? '') },
          ]),
        ),
        defaultMode: only(420),
        optional: only(false),
      },
    };
  }
  return isRecord(emptyDir) ? { name: READ, emptyDir: {} } : READ;
}
