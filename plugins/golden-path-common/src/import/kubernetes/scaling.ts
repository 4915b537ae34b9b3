import type { Draft } from '../draft';
import type { ImportedManifest } from '../model';
import { itemsAt, mappingAt, textAt, wholeAt } from '../read';
import { placeOf } from '../report';
import { namespaceOf, type Folder, type Workload } from './folder';

/** Carries the range of replicas over: of an autoscaler, else the fixed number. */
export function draftScaling(options: {
  draft: Draft;
  folder: Folder;
  workload: Workload;
}): void {
  const { draft, workload } = options;
  const autoscaler = autoscalerOf(options);
  if (autoscaler?.object.kind === 'HorizontalPodAutoscaler') {
    fromHpa(draft, autoscaler);
  } else if (autoscaler) {
    fromScaledObject(draft, autoscaler);
  } else {
    const replicas = wholeAt(workload.manifest.object, '/spec/replicas');
    const place = placeOf(workload.manifest, '/spec/replicas');
    if (replicas === 0) {
      draft.leaveOut(
        'replicas 0',
        'a service that is switched off has no intent in that environment',
        place,
      );
    } else if (replicas !== undefined) {
      draft.set('/spec/scaling', { min: replicas, max: replicas }, place);
      draft.ask({
        at: '/spec/scaling',
        question: 'How many replicas under load?',
        value: `${replicas} always`,
        basis: 'evidence',
        from: 'replicas',
      });
    }
  }
}

function autoscalerOf({
  folder,
  workload,
}: {
  folder: Folder;
  workload: Workload;
}): ImportedManifest | undefined {
  return folder
    .ofKind('ScaledObject', 'HorizontalPodAutoscaler')
    .find(
      manifest =>
        namespaceOf(manifest) === workload.namespace &&
        textAt(manifest.object, '/spec/scaleTargetRef/name') ===
          workload.name &&
        (textAt(manifest.object, '/spec/scaleTargetRef/kind') ??
          'Deployment') === workload.kind,
    );
}

function fromHpa(draft: Draft, manifest: ImportedManifest): void {
  const { object } = manifest;
  const max = wholeAt(object, '/spec/maxReplicas') ?? 1;
  const min = Math.min(wholeAt(object, '/spec/minReplicas') ?? 1, max);
  draft.set('/spec/scaling', { min, max }, placeOf(manifest));
  itemsAt(object, '/spec/metrics').forEach((metric, index) => {
    const name =
      textAt(metric, '/resource/name') ?? textAt(metric, '/type') ?? 'a metric';
    if (name !== 'cpu') {
      draft.leaveOut(
        `scaling on ${name}`,
        'an intent scales on CPU, or on CPU and requests (scaling.metric)',
        placeOf(manifest, `/spec/metrics/${index}`),
      );
    }
  });
  if (Object.keys(mappingAt(object, '/spec/behavior')).length > 0) {
    draft.leaveOut(
      'behavior of the autoscaler',
      'the tier decides how fast it scales',
      placeOf(manifest, '/spec/behavior'),
    );
  }
}

/** Where a trigger of KEDA says what it reads. */
export const QUEUE_FIELDS = [
  'topic',
  'queueName',
  'queueURL',
  'subscriptionName',
];

/** Where a trigger of KEDA says how many messages one replica takes. */
export const DEPTH_FIELDS = [
  'lagThreshold',
  'queueLength',
  'value',
  'messageCount',
];

function fromScaledObject(draft: Draft, manifest: ImportedManifest): void {
  const { object } = manifest;
  const max = wholeAt(object, '/spec/maxReplicaCount') ?? 100;
  const min = wholeAt(object, '/spec/minReplicaCount') ?? 0;
  if (min === 0) {
    draft.leaveOut(
      'scaling to zero',
      'at least one replica stays',
      placeOf(manifest, '/spec/minReplicaCount'),
    );
  }
  draft.set(
    '/spec/scaling',
    { min: Math.min(Math.max(min, 1), max), max },
    placeOf(manifest),
  );
}

/** The topic or queue that scales a workload, and the messages for each replica. */
export function queueOf(options: {
  folder: Folder;
  workload: Workload;
}):
  | { topic: string; depth?: number; place: { file: string; line: number } }
  | undefined {
  const manifest = autoscalerOf(options);
  if (manifest?.object.kind !== 'ScaledObject') {
    return undefined;
  }
  const triggers = itemsAt(manifest.object, '/spec/triggers');
  for (const [index, trigger] of triggers.entries()) {
    for (const field of QUEUE_FIELDS) {
      const topic = textAt(trigger, `/metadata/${field}`);
      if (topic !== undefined) {
        const depth = DEPTH_FIELDS.map(each =>
          wholeAt(trigger, `/metadata/${each}`),
        ).find(each => each !== undefined);
        return {
          topic: topic.slice(topic.lastIndexOf('/') + 1),
          ...(depth !== undefined && { depth }),
          place: placeOf(manifest, `/spec/triggers/${index}`),
        };
      }
    }
  }
  return undefined;
}
