import type { Draft } from '../draft';
import { nearestName } from '../names';
import { answerExposure } from '../publicRoute';
import { wholeBytes } from '../quantities';
import { bytesOf } from '../../quantity';
import { itemsAt, mappingAt, scalarAt, textAt, wholeAt } from '../read';
import { placeOf } from '../report';
import type { Folder, Workload } from './folder';
import type { Serving } from './pod';
import { queueOf } from './scaling';

/** Stands where the schema asks for words that only the team can write. */
const PLACEHOLDER = 'to be answered';

interface Options {
  draft: Draft;
  folder: Folder;
  workload: Workload;
  serving: Serving;
}

/**
 * The part of a workload type that is told by its kind: schedule, migration, batch, agent, store or queue. False
 * when the workload is one that answers requests or only keeps running.
 */
export function draftWorkPart(options: Options): boolean {
  const { draft, workload } = options;
  switch (workload.kind) {
    case 'CronJob':
      scheduledTask(options);
      break;
    case 'Job':
      job(options);
      break;
    case 'DaemonSet':
      nodeAgent(options);
      break;
    case 'StatefulSet':
      stateful(options);
      break;
    default:
      return queueWorker(options);
  }
  answerExposure(
    draft,
    workload.kind === 'StatefulSet' && options.serving.port !== undefined
      ? 'internal'
      : 'none',
    `kind ${workload.kind}`,
  );
  return true;
}

/** A field that only the team can fill. */
function pending(
  draft: Draft,
  at: string,
  question: string,
  value: string = PLACEHOLDER,
): void {
  draft.set(at, value);
  draft.ask({ at, question, value, basis: 'placeholder' });
}

function scheduledTask({ draft, workload }: Options): void {
  const { manifest } = workload;
  const { object } = manifest;
  draft.set('/spec/workloadType', 'scheduled-task');
  draft.set(
    '/spec/schedule/cron',
    textAt(object, '/spec/schedule') ?? '',
    placeOf(manifest, '/spec/schedule'),
  );
  const timeZone = textAt(object, '/spec/timeZone');
  if (timeZone !== undefined) {
    draft.set('/spec/schedule/timeZone', timeZone);
  }
  const policy = textAt(object, '/spec/concurrencyPolicy') ?? 'Allow';
  draft.set(
    '/spec/schedule/concurrency',
    policy.toLowerCase(),
    placeOf(manifest, '/spec/concurrencyPolicy'),
  );
  const deadline = wholeAt(object, '/spec/startingDeadlineSeconds');
  if (deadline !== undefined) {
    draft.set(
      '/spec/schedule/deadline',
      `${deadline}s`,
      placeOf(manifest, '/spec/startingDeadlineSeconds'),
    );
  }
  if (object.spec && mappingAt(object, '/spec').suspend === true) {
    draft.leaveOut(
      'suspend',
      'a task that is switched off has no intent in that environment',
      placeOf(manifest, '/spec/suspend'),
    );
  }
  pending(
    draft,
    '/spec/schedule/idempotency',
    'Why does a second run do no harm?',
  );
}

function job(options: Options): void {
  const { draft, workload } = options;
  const { manifest } = workload;
  const completions = wholeAt(manifest.object, '/spec/completions') ?? 1;
  const parallelism = wholeAt(manifest.object, '/spec/parallelism') ?? 1;
  const batch =
    completions > 1 ||
    parallelism > 1 ||
    textAt(manifest.object, '/spec/completionMode') === 'Indexed';
  const part = batch ? 'batch' : 'migration';
  const limit = wholeAt(manifest.object, '/spec/activeDeadlineSeconds');
  if (limit !== undefined) {
    draft.set(
      `/spec/${part}/timeout`,
      `${limit}s`,
      placeOf(manifest, '/spec/activeDeadlineSeconds'),
    );
  }
  const type = batch ? 'batch-compute' : 'migration-job';
  draft.set('/spec/workloadType', type);
  draft.ask({
    at: '/spec/workloadType',
    question: 'What kind of work is this Job?',
    value: type,
    basis: 'evidence',
    from: batch ? 'completions and parallelism' : 'a single completion',
  });
  if (batch) {
    draft.set('/spec/batch/completions', completions);
    draft.set('/spec/batch/parallelism', Math.min(parallelism, completions));
    pending(
      draft,
      '/spec/batch/nodePool',
      'Which pool of nodes does it run on?',
      'to-be-answered',
    );
  } else {
    pending(draft, '/spec/migration/approval', 'Who agreed to the change?');
    pending(
      draft,
      '/spec/migration/backup',
      'What can the data be restored from?',
    );
  }
}

function nodeAgent({ draft, workload }: Options): void {
  const { manifest, pod, podAt } = workload;
  draft.set('/spec/workloadType', 'node-agent');
  const tolerations = itemsAt(pod, '/tolerations').map(toleration => ({
    key: textAt(toleration, '/key') ?? '*',
    operator: textAt(toleration, '/operator') ?? 'Equal',
    ...only('value', textAt(toleration, '/value')),
    ...only('effect', textAt(toleration, '/effect')),
  }));
  draft.set(
    '/spec/agent/tolerations',
    tolerations.filter(({ key }) => key !== '*'),
    placeOf(manifest, `${podAt}/tolerations`),
  );
  if (tolerations.some(({ key }) => key === '*')) {
    draft.leaveOut(
      'toleration of every taint',
      'each taint is named, so that a review can judge it',
      placeOf(manifest, `${podAt}/tolerations`),
    );
  }
  pending(
    draft,
    '/spec/agent/reason',
    'Why does it have to be on every node?',
  );
}

function only(key: string, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [key]: value };
}

const STATEFUL_QUESTIONS: [string, string, string?][] = [
  ['consistency', 'What may a reader rely on?'],
  ['quorum', 'How many members have to agree?'],
  ['drain', 'What happens when a node is drained?'],
  ['zoneLoss', 'What happens when a zone is lost?'],
  ['splitBrain', 'How are two leaders prevented?'],
  ['storage/expansion', 'How does a volume grow?', 'not-supported'],
  ['backup/frequency', 'How often is it backed up?', '1d'],
  [
    'backup/restoreTested',
    'On which day was a restore last tested?',
    '1970-01-01',
  ],
  ['backup/rpo', 'How much data may be lost, as time?', '1d'],
  ['backup/rto', 'How long may it take until it is back?', '1d'],
];

function stateful({ draft, workload }: Options): void {
  const { manifest } = workload;
  const { object } = manifest;
  draft.set('/spec/workloadType', 'stateful');
  draft.set(
    '/spec/stateful/replicas',
    wholeAt(object, '/spec/replicas') ?? 1,
    placeOf(manifest, '/spec/replicas'),
  );
  const at = '/spec/volumeClaimTemplates';
  const [claim, ...others] = itemsAt(object, at);
  const size = storageOf(scalarAt(claim, '/spec/resources/requests/storage'));
  const to = '/spec/stateful/storage';
  if (size === undefined) {
    pending(draft, `${to}/size`, 'How large is each volume?', '1Gi');
  } else {
    draft.set(`${to}/size`, size, placeOf(manifest, `${at}/0`));
  }
  const storageClass = textAt(claim, '/spec/storageClassName');
  if (storageClass === undefined) {
    pending(
      draft,
      `${to}/storageClass`,
      'Of which class are the volumes?',
      'to-be-answered',
    );
  } else {
    draft.set(`${to}/storageClass`, storageClass, placeOf(manifest, `${at}/0`));
  }
  if (others.length > 0) {
    draft.leaveOut(
      `${others.length} more volumes of each replica`,
      'a stateful service has one volume for each replica',
      placeOf(manifest, `${at}/1`),
    );
  }
  for (const [field, question, value] of STATEFUL_QUESTIONS) {
    pending(draft, `/spec/stateful/${field}`, question, value);
  }
}

function storageOf(text: string | undefined): string | undefined {
  try {
    const bytes = text === undefined ? 0 : bytesOf(text);
    return bytes > 0 ? wholeBytes(bytes) : undefined;
  } catch {
    return undefined;
  }
}

/** What scales on the depth of a queue reads from it. */
function queueWorker(options: Options): boolean {
  const { draft, serving } = options;
  const queue = queueOf(options);
  if (!queue || serving.services.length > 0) {
    return false;
  }
  draft.set('/spec/workloadType', 'queue-worker');
  const topic = nearestName(queue.topic) ?? 'to-be-answered';
  draft.set('/spec/queue/topic', topic, queue.place);
  draft.ask({
    at: '/spec/queue/topic',
    question: 'Which declared topic or queue does it read?',
    value: topic,
    basis: 'evidence',
    from: 'the trigger of the ScaledObject',
  });
  draft.set('/spec/queue/targetDepth', queue.depth ?? 100, queue.place);
  if (queue.depth === undefined) {
    draft.ask({
      at: '/spec/queue/targetDepth',
      question: 'How many waiting messages for each replica?',
      value: '100',
      basis: 'placeholder',
    });
  }
  pending(
    draft,
    '/spec/queue/idempotency',
    'Why does a second delivery do no harm?',
  );
  answerExposure(draft, 'none', 'it reads a queue');
  return true;
}
