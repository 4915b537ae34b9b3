import type { IJob } from 'kubernetes-models/batch/v1';
import type { Because } from '../../model';
import { secondsOf } from '../../quantity';
import { ownPart } from '../../schema/intent';
import { because } from '../because';
import { job } from '../carriers/job';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
  workloadName,
} from '../context';
import { code } from '../derive/documents/markdown';
import { derivePodTemplate } from '../derive/podTemplate';
import type { Manifest } from '../manifest';
import type { WorkAlert, WorkNotes } from '../workNotes';
import { podSelector } from '../telemetry';
import { endingPods } from './endingPods';
import { jobAlert, jobPanels } from './jobSignals';
import { originsOf } from './origins';
import { keepWhenFinished, nameOfRun, onceAnnotations } from './runsOnce';
import type { WorkloadShape } from './shape';

/** The name of each pod has the hash, the index of its piece and an id behind it, and is a host name. */
const LONGEST_NAME = 42;
/** A piece that fails is tried twice more, whatever becomes of the others. */
const RETRIES_OF_A_PIECE = 2;

type Batch = NonNullable<ReturnType<typeof batchOf>>;

/** Many pieces of work, some at a time, and then it ends: an Indexed Job. */
export const batchCompute: WorkloadShape = {
  types: ['batch-compute'],
  plan: ({ intent, settings }) => ({
    carrier: job,
    name: nameOfRun({
      intent,
      settings,
      work: intent.spec.batch,
      max: LONGEST_NAME,
    }),
    once: true,
    canary: 'none',
    steps: [],
    from: 'intent:/spec/batch',
  }),
  derive: (ctx, providers) => {
    const batch = batchOf(ctx);
    return batch ? [deriveJob(ctx, batch, onceAnnotations(providers))] : [];
  },
  notes: ctx => {
    const batch = batchOf(ctx);
    return batch ? notesOf(ctx, batch) : {};
  },
  without: {
    service: 'It calls others and nobody calls it.',
    autoscaling:
      'How many pieces are worked at a time is what quota and budget were asked for.',
    disruptionBudget:
      'A piece that is evicted starts again and does not count as failed; a budget would only block drains.',
    probes:
      'Whether a piece is well is told by how it ends, and the deadline ends what hangs.',
    sloAlerts:
      'Nobody waits for an answer; its failure has an alert of its own.',
  },
};

function batchOf({ intent }: Pick<EnvironmentContext, 'intent'>) {
  return ownPart(intent, 'batch');
}

function deriveJob(
  ctx: EnvironmentContext,
  batch: Batch,
  once: Record<string, string>,
): Derived {
  const { timeout } = batch;
  const { template, reasons } = derivePodTemplate(ctx, {
    ...endingPods(),
    withoutSpread: {
      why: 'Pieces of work go where the pool has room; one that is lost starts again.',
      from: 'intent:/spec/batch/nodePool',
    },
  });
  const origins = originsOf(
    ctx,
    Object.entries(once).map(([key, value]) => ({
      key,
      value,
      from: 'contract:/providers/delivery',
      why: 'Delivery creates it and then leaves it alone.',
    })),
  );
  const object: Manifest<IJob> = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: metadataOf(ctx, workloadName(ctx), origins),
    spec: {
      completionMode: 'Indexed',
      completions: batch.completions,
      parallelism: batch.parallelism,
      backoffLimitPerIndex: RETRIES_OF_A_PIECE,
      ...(timeout ? { activeDeadlineSeconds: secondsOf(timeout) } : undefined),
      podFailurePolicy: {
        rules: [
          {
            action: 'Ignore',
            onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }],
          },
        ],
      },
      template,
    },
  };
  keepWhenFinished(ctx);
  if (!timeout) {
    ctx.leaveOut({
      what: 'activeDeadlineSeconds',
      why: 'The intent states no timeout, so nothing bounds how long it runs, and the cost is that of a whole month.',
      from: 'intent:/spec/batch/timeout',
    });
  }
  return derivedForService(ctx, object, [
    ...origins.reasons,
    ...batchReasons(batch),
    ...reasons,
  ]);
}

function batchReasons({ completions, parallelism, timeout }: Batch): Because[] {
  const stated = 'intent:/spec/batch';
  return [
    because(
      '/metadata/name',
      'fairway:runs-once',
      'The name of the service, and a hash of what is to be done: what the team changes is another run; everything else runs nothing again.',
    ),
    because(
      '/spec/completionMode',
      'contract:/workloadTypes/batch-compute',
      'Each piece has a number (JOB_COMPLETION_INDEX), so that it knows its share and is done exactly once.',
    ),
    because(
      '/spec/completions',
      `${stated}/completions`,
      `${completions} pieces of work.`,
    ),
    because(
      '/spec/parallelism',
      `${stated}/parallelism`,
      `At most ${parallelism} at a time, which quota and cost count.`,
    ),
    because(
      '/spec/backoffLimitPerIndex',
      'fairway:retries',
      `A piece that fails is tried ${RETRIES_OF_A_PIECE} times more, and a bad piece does not end the others.`,
    ),
    because(
      '/spec/podFailurePolicy',
      'fairway:retries',
      'A pod that is evicted or loses its node has not failed: cheap nodes come and go.',
    ),
    ...(timeout
      ? [
          because(
            '/spec/activeDeadlineSeconds',
            `${stated}/timeout`,
            `After ${timeout} all of it is ended: a run that hangs costs like one that works.`,
          ),
        ]
      : []),
  ];
}

function notesOf(
  ctx: Omit<EnvironmentContext, 'notes'>,
  { completions, parallelism, nodePool }: Batch,
): Partial<WorkNotes> {
  const name = workloadName(ctx);
  return {
    extent: `${completions} pieces, ${parallelism} at a time`,
    alerts: [
      jobAlert(ctx, {
        alert: 'BatchFailed',
        summary: `${ctx.name}: the batch failed`,
        description:
          'Pieces failed in every attempt, or the deadline came first. What is done is done; which pieces are missing is in the status of the Job.',
        why: 'Results that are missing are noticed late.',
      }),
      waitingForRoom(ctx, nodePool),
    ],
    panels: jobPanels(ctx),
    failureModes: [
      'A piece fails again and again: alert BatchFailed; the others go on. The status of the Job names the pieces (failedIndexes).',
      `No room in the pool ${nodePool}: alert BatchWaitsForRoom; it waits, and costs nothing meanwhile.`,
    ],
    firstSteps: [
      `Which pieces failed? ${code(
        `kubectl -n ${ctx.namespace} get job ${name} -o jsonpath='{.status.failedIndexes}'`,
      )}`,
    ],
    wayBack: [
      `At once: ${code(
        job.undo.command({ name, namespace: ctx.namespace }),
      )} stops it; what it has done stays done.`,
      'For good: correct the intent; what changes there replaces this run by another, from the first piece on.',
      'A revert in Git would run the former batch once more.',
    ],
  };
}

function waitingForRoom(
  ctx: Omit<EnvironmentContext, 'notes'>,
  nodePool: string,
): WorkAlert {
  return {
    alert: 'BatchWaitsForRoom',
    expr: `sum(kube_pod_status_phase{${podSelector(ctx)},phase="Pending"}) > 0`,
    for: '1h',
    summary: `${ctx.name}: pods have waited for an hour`,
    description: `The pool ${nodePool} has no room for them. Is it at its most nodes, or is another batch in front?`,
    from: 'intent:/spec/batch/nodePool',
    why: `It runs on the pool ${nodePool} and nowhere else, so without room there it waits for ever.`,
  };
}
