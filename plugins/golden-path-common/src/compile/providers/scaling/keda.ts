import { secondsOf } from '../../../quantity';
import { because } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
  workloadName,
} from '../../context';
import type { ScaledObject, ScaledObjectTrigger } from '../../crds/keda';
import { requestSelector, requestSeries } from '../../telemetry';
import type { Provider } from '../provider';
import { type Demand, demandsOf, scales } from './demand';
import { paceOf, paceReason, rangeReasons } from './pace';

/** Seconds between two looks at what is counted. */
const POLLING_SECONDS = 15;
/** Looks in a row that may fail before the fallback holds. */
const FAILED_LOOKS = 3;

/** Names of the triggers; an engine that copies the object refers to them. */
const TRIGGERS = { cpu: 'cpu', requests: 'requests', queue: 'queue-depth' };

/** Scaling by KEDA, which asks the metrics store itself: no adapter for custom metrics is needed. */
export const keda: Provider<'scaling'> = {
  layer: 'scaling',
  name: 'keda',
  autoscaler: ctx => ({
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    queries: queriesOf(ctx),
  }),
  derive: ctx => (scales(ctx, 'ScaledObject') ? [deriveScaledObject(ctx)] : []),
};

function deriveScaledObject(ctx: EnvironmentContext): Derived {
  const { min, max, from } = ctx.settings.scaling;
  const { apiVersion, kind } = ctx.rollout.carrier;
  const demands = demandsOf(ctx);
  const triggers = demands.map(demand => triggerOf(ctx, demand));
  // KEDA takes a fallback only where something other than CPU is counted.
  const asked = triggers.some(({ type }) => type === 'prometheus');
  const cooldown = ctx.tier.scaleDownStabilization;
  const scaledObject: ScaledObject = {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: metadataOf(ctx, ctx.name),
    spec: {
      scaleTargetRef: { apiVersion, kind, name: workloadName(ctx) },
      pollingInterval: POLLING_SECONDS,
      cooldownPeriod: secondsOf(cooldown),
      minReplicaCount: min,
      maxReplicaCount: max,
      ...(asked
        ? {
            fallback: {
              failureThreshold: FAILED_LOOKS,
              replicas: Math.ceil((min + max) / 2),
              behavior: 'currentReplicasIfHigher' as const,
            },
          }
        : undefined),
      advanced: {
        restoreToOriginalReplicaCount: false,
        horizontalPodAutoscalerConfig: {
          name: ctx.name,
          behavior: paceOf(ctx),
        },
      },
      triggers,
    },
  };
  if (!asked) {
    ctx.leaveOut({
      what: 'Fallback of the ScaledObject',
      why: 'It scales by CPU alone, which Kubernetes measures itself; KEDA takes a fallback only for what it asks others for.',
      from: 'intent:/spec/scaling',
    });
  }
  const config = '/spec/advanced/horizontalPodAutoscalerConfig';
  return derivedForService(ctx, scaledObject, [
    ...rangeReasons(ctx, {
      min: '/spec/minReplicaCount',
      max: '/spec/maxReplicaCount',
    }),
    because(
      '/spec/pollingInterval',
      'fairway:scaling-pace',
      `What waits is looked at every ${POLLING_SECONDS} seconds.`,
    ),
    because(
      '/spec/cooldownPeriod',
      `contract:/tiers/${ctx.intent.spec.tier}/scaleDownStabilization`,
      `It never goes to nothing, because at least ${min} always run; were that ever set to 0, ${cooldown} without demand would come first.`,
    ),
    ...(asked
      ? [
          because(
            '/spec/fallback',
            from,
            `When the metrics store has not answered ${FAILED_LOOKS} times in a row, half of the range (${Math.ceil(
              (min + max) / 2,
            )} replicas) runs, or as many as there are if those are more: blindness must not take capacity away.`,
          ),
        ]
      : []),
    because(
      '/spec/advanced/restoreToOriginalReplicaCount',
      'fairway:no-capacity-lost',
      'Taking the ScaledObject away leaves as many replicas as there are.',
    ),
    because(
      `${config}/name`,
      'fairway:names',
      'The autoscaler that KEDA makes has the name of the service, so that alerts and people find it.',
    ),
    paceReason(ctx, `${config}/behavior`),
    ...demands.flatMap((demand, index) => [
      because(`/spec/triggers/${index}`, demand.from, demand.why),
      ...(demand.by === 'cpu'
        ? []
        : [
            because(
              `/spec/triggers/${index}/metadata/query`,
              demand.by === 'queue'
                ? 'contract:/providers/scaling/queueDepthMetric'
                : 'contract:/telemetry/signals',
              demand.by === 'queue'
                ? 'The series in which the platform records what waits, whichever broker it is.'
                : 'The requests that the telemetry contract has every service count, all pods together; KEDA divides them by the replicas.',
            ),
            because(
              `/spec/triggers/${index}/metadata/serverAddress`,
              'contract:/providers/metrics',
              `Asked of ${ctx.metricsAddress}.`,
            ),
            because(
              `/spec/triggers/${index}/metadata/ignoreNullValues`,
              'fairway:no-data-is-a-state',
              demand.by === 'queue'
                ? 'A series that is gone counts as a failed look, not as an empty queue.'
                : 'A service that nobody has called yet has no series, and that is no load.',
            ),
          ]),
    ]),
  ]);
}

function triggerOf(
  ctx: EnvironmentContext,
  demand: Demand,
): ScaledObjectTrigger {
  if (demand.by === 'cpu') {
    return {
      type: 'cpu',
      name: TRIGGERS.cpu,
      metricType: 'Utilization',
      metadata: { value: String(demand.utilization) },
    };
  }
  return {
    type: 'prometheus',
    name: TRIGGERS[demand.by],
    metricType: 'AverageValue',
    metadata: {
      serverAddress: ctx.metricsAddress,
      query: queryOf(ctx, demand),
      threshold: String(
        demand.by === 'queue' ? demand.perReplica : demand.perPod,
      ),
      ignoreNullValues: demand.by === 'queue' ? 'false' : 'true',
    },
  };
}

function queryOf(
  ctx: EnvironmentContext,
  demand: Exclude<Demand, { by: 'cpu' }>,
): string {
  return demand.by === 'queue'
    ? `sum(${demand.series.selector})`
    : `sum(rate(${requestSeries(ctx).total}{${requestSelector(ctx)}}[2m]))`;
}

/** What each trigger asks, by its name, without noting anything twice. */
function queriesOf(ctx: EnvironmentContext): Record<string, string> {
  const demands = demandsOf({ ...ctx, leaveOut: () => {} });
  return Object.fromEntries(
    demands.flatMap(demand =>
      demand.by === 'cpu' ? [] : [[TRIGGERS[demand.by], queryOf(ctx, demand)]],
    ),
  );
}
