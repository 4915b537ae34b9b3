import type { Draft } from '../draft';
import { nearestName } from '../names';
import { pending } from '../pending';
import { answerExposure } from '../publicRoute';
import { itemsAt, mappingAt, textAt, wholeAt } from '../read';
import { placeOf } from '../report';
import type { Folder, Workload } from './folder';
import type { Serving } from './pod';
import { draftStateful } from './stateful';
import { queueOf } from './scaling';

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
    case 'Pod':
      if ((textAt(workload.pod, '/restartPolicy') ?? 'Always') === 'Always') {
        return queueWorker(options);
      }
      job(options);
      break;
    case 'DaemonSet':
      nodeAgent(options);
      break;
    case 'StatefulSet':
      draftStateful(draft, workload);
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
  const limit = '/spec/jobTemplate/spec/activeDeadlineSeconds';
  const longest = wholeAt(object, limit);
  if (longest !== undefined) {
    draft.set(
      '/spec/schedule/timeout',
      `${longest}s`,
      placeOf(manifest, limit),
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
    question: 'What kind of work that ends is it?',
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
  pending(draft, '/spec/agent/reason', 'Why does it have to be on every node?');
}

function only(key: string, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [key]: value };
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
