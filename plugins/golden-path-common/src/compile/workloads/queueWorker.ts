import type { EnvironmentContext } from '../context';
import { plain } from '../derive/documents/markdown';
import { countOf } from '../../words/phrases';
import type { WorkAlert, WorkNotes } from '../workNotes';
import type { QueuePlan, QueueSeries } from '../queuePlan';
import { replicated } from './replicated';
import type { WorkloadShape } from './shape';

/** Replicas that take messages off a queue: nobody calls them, so what waits in the queue tells how they are. */
export const queueWorker: WorkloadShape = {
  types: ['queue-worker'],
  plan: options => replicated.plan(options),
  derive: (ctx, providers) => replicated.derive(ctx, providers),
  notes: ctx => (ctx.queue ? notesOf(ctx, ctx.queue) : {}),
  without: {
    service: 'A worker fetches its messages: nobody calls it.',
    probes:
      'A worker answers no requests, and a guessed command would restart it in the middle of a message. What waits in its queue tells whether it works; a port and health paths in the intent give it probes.',
    sloAlerts:
      'Its users notice delay, not errors: the alerts on what waits in the queue take the place of an objective on requests.',
    canary:
      'Messages are not split by weight as requests are: a new version takes its share of the queue as soon as its first pod runs.',
  },
};

type Context = Omit<EnvironmentContext, 'notes'>;

function notesOf(ctx: Context, queue: QueuePlan): Partial<WorkNotes> {
  const { depth, age } = queue;
  if (!depth || !age) {
    ctx.leaveOut({
      what: `Alerts on what waits in ${queue.name}`,
      why: 'The contract names no metric for depth or age of a queue (providers.scaling.queueDepthMetric and queueAgeMetric).',
      from: 'contract:/providers/scaling',
    });
  }
  return {
    alerts: [
      ...(depth ? [backlog(ctx, queue, depth)] : []),
      ...(age ? [oldest(ctx, queue, age)] : []),
    ],
    panels: [
      ...(depth
        ? [
            {
              title: 'Waiting messages',
              unit: 'short',
              queries: [
                { expr: `sum(${depth.selector})`, legend: queue.name },
                {
                  expr: `vector(${queue.depthAtMost})`,
                  legend: 'what all replicas together are meant for',
                },
              ],
            },
          ]
        : []),
      ...(age
        ? [
            {
              title: 'Age of the oldest message',
              unit: 's',
              queries: [
                { expr: `max(${age.selector})`, legend: queue.name },
                { expr: `vector(${queue.maxAge.seconds})`, legend: 'limit' },
              ],
            },
          ]
        : []),
    ],
    failureModes: [
      `The queue ${
        queue.name
      } grows: are messages failing and coming back, is a dependency slow, or is it real load? Up to ${countOf(
        ctx.settings.scaling.max,
        'replica',
      )} in each cluster work on it, ${
        queue.targetDepth
      } waiting messages for each.`,
      `One message fails again and again and holds up what is behind it: move it aside, then find out why.`,
      `A message is delivered twice: ${plain(queue.idempotency)}.`,
    ],
    firstSteps: [
      `How much waits in ${queue.name}, since when, and does it grow? What was sent into it before?`,
    ],
  };
}

function backlog(
  ctx: Context,
  queue: QueuePlan,
  depth: QueueSeries,
): WorkAlert {
  return {
    alert: 'BacklogGrows',
    expr: `sum(${depth.selector}) > ${queue.depthAtMost}`,
    for: '15m',
    summary: `${ctx.name}: more waits in ${queue.name} than all replicas are meant for`,
    description: `For 15 minutes more than ${queue.depthAtMost} messages have waited. Are messages failing and coming back, or is it load? Then raise scaling.max in the intent.`,
    from: 'intent:/spec/queue/targetDepth',
    why: `${queue.targetDepth} messages for each of at most ${countOf(
      ctx.settings.scaling.max,
      'replica',
    )} in ${countOf(
      ctx.settings.clusters.length,
      'cluster',
    )}: beyond that, scaling has nothing left to give.`,
  };
}

/** What users of the service feel, so it pages where the tier says that they notice within minutes. */
function oldest(ctx: Context, queue: QueuePlan, age: QueueSeries): WorkAlert {
  const { text, seconds, from } = queue.maxAge;
  return {
    alert: 'MessagesWaitTooLong',
    expr: `max(${age.selector}) > ${seconds}`,
    for: '5m',
    severity: ctx.intent.spec.tier === 'tier-1' ? 'page' : 'ticket',
    summary: `${ctx.name}: a message in ${queue.name} has waited longer than ${text}`,
    description:
      'Either nothing is worked off, or one message fails again and again. Are the pods running, and do they take messages?',
    from,
    why: `Nothing is meant to wait longer than ${text}; a short queue that stands still is seen by nothing else.`,
  };
}
