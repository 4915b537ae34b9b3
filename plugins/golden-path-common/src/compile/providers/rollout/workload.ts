import type { Because } from '../../../model';
import { countOf } from '../../../words/phrases';
import { because, pointer } from '../../because';
import type { EnvironmentContext } from '../../context';
import { documentPath } from '../../paths';

/** Old revisions that are kept: a rollback needs one, an investigation a few more. */
const REVISION_HISTORY = 5;
/** A pod that dies in its first seconds does not count as rolled out. */
const MIN_READY_SECONDS = 10;
/** After this long without progress a rollout has failed. */
export const PROGRESS_DEADLINE_SECONDS = 600;

const INTENT = 'fairway.dev/intent';
const CONTRACT_VERSION = 'fairway.dev/contract-version';
const SLO = 'fairway.dev/slo';
const IDEMPOTENCY = 'fairway.dev/idempotency';

/** Where the workload came from, for audits and for policies that ask. */
export function workloadAnnotations(ctx: EnvironmentContext): {
  annotations: Record<string, string>;
} {
  return {
    annotations: {
      [CONTRACT_VERSION]: ctx.contract.metadata.version,
      [INTENT]: documentPath(ctx.name, 'intent.yaml'),
      ...(ctx.features.sloAlerts
        ? { [SLO]: `${ctx.name}-availability` }
        : undefined),
      ...(ctx.queue ? { [IDEMPOTENCY]: ctx.queue.idempotency } : undefined),
    },
  };
}

/** How many pods, and when a revision counts as rolled out: the first fields of Deployment and Rollout. */
export function progressOf(ctx: EnvironmentContext) {
  return {
    replicas: ctx.settings.scaling.min,
    revisionHistoryLimit: REVISION_HISTORY,
    minReadySeconds: MIN_READY_SECONDS,
    progressDeadlineSeconds: PROGRESS_DEADLINE_SECONDS,
  };
}

/** Reasons that Deployment and Rollout share. */
export function workloadReasons(ctx: EnvironmentContext): Because[] {
  const { scaling } = ctx.settings;
  const { workloadType } = ctx.intent.spec;
  const annotation = (key: string) => pointer('metadata', 'annotations', key);
  return [
    because(
      '',
      `contract:/workloadTypes/${workloadType}`,
      `${ctx.contract.workloadTypes[workloadType].title}: ${ctx.contract.workloadTypes[workloadType].primitive}.`,
    ),
    because(
      '/metadata/name',
      'intent:/metadata/name',
      'The name of the service.',
    ),
    because(
      annotation(CONTRACT_VERSION),
      'policy:production-trace',
      `Derived under contract ${ctx.contract.metadata.version}.`,
    ),
    because(
      annotation(INTENT),
      'policy:production-trace',
      'The document that this was derived from.',
    ),
    ...(ctx.features.sloAlerts
      ? [
          because(
            annotation(SLO),
            'policy:slo-metadata',
            `Objective of ${ctx.objectives.availability}% availability.`,
          ),
        ]
      : []),
    ...(ctx.queue
      ? [
          because(
            annotation(IDEMPOTENCY),
            'intent:/spec/queue/idempotency',
            'Every queue delivers a message twice one day; why that does no harm stands beside the pods.',
          ),
        ]
      : []),
    because(
      '/spec/replicas',
      scaling.from,
      `${countOf(scaling.min, 'replica')} to begin with${
        scaling.max > scaling.min
          ? `; from then on the autoscaler decides, up to ${scaling.max}`
          : ''
      }.`,
    ),
    because(
      '/spec/revisionHistoryLimit',
      'policy:rollback',
      `${REVISION_HISTORY} revisions are kept, so that a rollback is one command.`,
    ),
    because(
      '/spec/minReadySeconds',
      'fairway:progress',
      `A pod counts when it has been ready for ${MIN_READY_SECONDS} seconds: one that crashes at once does not.`,
    ),
    because(
      '/spec/progressDeadlineSeconds',
      'fairway:progress',
      `A rollout that gets nowhere for ${
        PROGRESS_DEADLINE_SECONDS / 60
      } minutes has failed and says so.`,
    ),
    because(
      '/spec/selector',
      'fairway:selector',
      'Selected by name only: selectors cannot change later, and a name never does.',
    ),
  ];
}
