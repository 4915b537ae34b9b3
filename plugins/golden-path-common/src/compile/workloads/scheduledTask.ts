import type { ICronJob } from 'kubernetes-models/batch/v1';
import type { Because } from '../../model';
import { planSchedule, shortened, type SchedulePlan } from '../../settings';
import { because } from '../because';
import { cronJob } from '../carriers/cronJob';
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
import type { WorkNotes } from '../workNotes';
import { endingPods } from './endingPods';
import { originsOf } from './origins';
import { scheduleAlerts, schedulePanels } from './scheduleSignals';
import type { WorkloadShape } from './shape';

/** Kubernetes adds eleven characters to the name of each run. */
const LONGEST_NAME = 52;
/** A run that fails is tried twice more. */
const RETRIES = 2;
/** Runs that are kept, good and bad ones each. */
const HISTORY = 3;
const POLICIES = {
  forbid: 'Forbid',
  replace: 'Replace',
  allow: 'Allow',
} as const;
const POLICY_WORDS = {
  forbid: 'A run that is due while the last one has not ended is left out.',
  replace: 'A run that is due ends the last one, if that has not ended.',
  allow: 'A run that is due starts beside the last one, if that has not ended.',
};

/** Work at set times: a CronJob. */
export const scheduledTask: WorkloadShape = {
  types: ['scheduled-task'],
  plan: ({ intent }) => ({
    carrier: cronJob,
    name: shortened(intent.metadata.name, LONGEST_NAME),
    canary: 'none',
    steps: [],
    from: 'intent:/spec/schedule',
  }),
  derive: ctx => {
    const plan = planSchedule(ctx.intent);
    return plan ? [deriveCronJob(ctx, plan)] : [];
  },
  notes: ctx => {
    const plan = planSchedule(ctx.intent);
    return plan ? notesOf(ctx, plan) : {};
  },
  without: {
    service: 'It calls others and nobody calls it.',
    autoscaling:
      'One run is one pod; how much there is to do changes how long it takes.',
    disruptionBudget:
      'A run that is evicted starts again; a budget would only block drains.',
    probes:
      'Whether a run is well is told by how it ends, and its deadline ends one that hangs.',
    sloAlerts:
      'Nobody waits for an answer; missed and failed runs have alerts of their own.',
  },
};

function deriveCronJob(ctx: EnvironmentContext, plan: SchedulePlan): Derived {
  const { schedule, timeZone, startWithin, endWithin } = plan;
  const { template, reasons } = derivePodTemplate(ctx, endingPods());
  const origins = originsOf(ctx, [
    {
      key: 'fairway.dev/idempotency',
      value: schedule.idempotency,
      from: 'intent:/spec/schedule/idempotency',
      why: 'Why it does no harm that a run may happen twice, for whoever starts one by hand.',
    },
  ]);
  const object: Manifest<ICronJob> = {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadataOf(ctx, workloadName(ctx), origins),
    spec: {
      schedule: schedule.cron,
      timeZone,
      concurrencyPolicy: POLICIES[schedule.concurrency],
      startingDeadlineSeconds: startWithin.seconds,
      successfulJobsHistoryLimit: HISTORY,
      failedJobsHistoryLimit: HISTORY,
      jobTemplate: {
        metadata: { labels: ctx.labels.labels },
        spec: {
          backoffLimit: RETRIES,
          ...(endWithin
            ? { activeDeadlineSeconds: endWithin.seconds }
            : undefined),
          template,
        },
      },
    },
  };
  if (!endWithin) {
    ctx.leaveOut({
      what: 'activeDeadlineSeconds',
      why: 'Runs may overlap and the intent states no timeout, so nothing says how long one may take.',
      from: 'intent:/spec/schedule/timeout',
    });
  }
  return derivedForService(ctx, object, [
    ...origins.reasons,
    ...scheduleReasons(ctx, plan),
    ...reasons.map(({ at, from, why }) =>
      because(`/spec/jobTemplate${at}`, from, why),
    ),
  ]);
}

function scheduleReasons(
  ctx: EnvironmentContext,
  { schedule, timeZone, startWithin, endWithin }: SchedulePlan,
): Because[] {
  const stated = 'intent:/spec/schedule';
  return [
    because(
      '/metadata/name',
      'intent:/metadata/name',
      workloadName(ctx) === ctx.name
        ? 'The name of the service.'
        : `The name of the service, cut to the ${LONGEST_NAME} characters of a CronJob.`,
    ),
    because('/spec/schedule', `${stated}/cron`, 'When it runs.'),
    because(
      '/spec/timeZone',
      schedule.timeZone ? `${stated}/timeZone` : 'fairway:time-zone',
      schedule.timeZone
        ? `The schedule is meant in ${timeZone}.`
        : 'The intent states no time zone; without one each cluster would take its own.',
    ),
    because(
      '/spec/concurrencyPolicy',
      `${stated}/concurrency`,
      POLICY_WORDS[schedule.concurrency],
    ),
    because('/spec/startingDeadlineSeconds', startWithin.from, startWithin.why),
    because(
      '/spec/successfulJobsHistoryLimit',
      'fairway:evidence',
      `The last ${HISTORY} good runs stay to look at.`,
    ),
    because(
      '/spec/failedJobsHistoryLimit',
      'fairway:evidence',
      `The last ${HISTORY} failed runs stay with their logs.`,
    ),
    because(
      '/spec/jobTemplate/metadata/labels',
      'contract:/labels/taxonomy',
      'Each run is found like the task itself.',
    ),
    because(
      '/spec/jobTemplate/spec/backoffLimit',
      `${stated}/idempotency`,
      `A second run does no harm, so a failed one is tried ${RETRIES} times more.`,
    ),
    ...(endWithin
      ? [
          because(
            '/spec/jobTemplate/spec/activeDeadlineSeconds',
            endWithin.from,
            endWithin.why,
          ),
        ]
      : []),
  ];
}

function notesOf(
  ctx: Omit<EnvironmentContext, 'notes'>,
  plan: SchedulePlan,
): Partial<WorkNotes> {
  const { schedule, timeZone } = plan;
  const name = workloadName(ctx);
  return {
    extent: `one pod at ${code(schedule.cron)} ${timeZone}`,
    alerts: scheduleAlerts(ctx, plan),
    panels: schedulePanels(ctx),
    failureModes: [
      `A run is missed: alert RunMissed; is the cluster short of room, or did the last run not end? ${
        POLICY_WORDS[schedule.concurrency]
      }`,
      `A run fails: alert RunFailed; the next run comes all the same. By hand: ${code(
        `kubectl -n ${ctx.namespace} create job --from=cronjob/${name} ${name}-by-hand`,
      )}`,
    ],
    firstSteps: [
      `Which runs were there, and how did they end? ${code(
        `kubectl -n ${ctx.namespace} get jobs -l app.kubernetes.io/name=${ctx.name}`,
      )}`,
    ],
  };
}
