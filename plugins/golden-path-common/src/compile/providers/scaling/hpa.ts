import type {
  IHorizontalPodAutoscaler,
  IMetricSpec,
} from 'kubernetes-models/autoscaling/v2';
import { because } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
  workloadName,
} from '../../context';
import type { Manifest } from '../../manifest';
import { requestSeries } from '../../telemetry';
import type { Provider } from '../provider';
import { type Demand, demandsOf, scales } from './demand';
import { paceOf, paceReason, rangeReasons } from './pace';

/** Scaling by the HorizontalPodAutoscaler of Kubernetes. */
export const hpa: Provider<'scaling'> = {
  layer: 'scaling',
  name: 'hpa',
  autoscaler: () => ({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
  }),
  derive: ctx =>
    scales(ctx, 'HorizontalPodAutoscaler') ? [deriveAutoscaler(ctx)] : [],
};

function deriveAutoscaler(ctx: EnvironmentContext): Derived {
  const { min, max } = ctx.settings.scaling;
  const { apiVersion, kind } = ctx.rollout.carrier;
  const asked = demandsOf(ctx).flatMap(demand => {
    const metric = metricOf(ctx, demand);
    return metric ? [{ ...demand, metric }] : [];
  });
  const autoscaler: Manifest<IHorizontalPodAutoscaler> = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadataOf(ctx, ctx.name),
    spec: {
      scaleTargetRef: { apiVersion, kind, name: workloadName(ctx) },
      minReplicas: min,
      maxReplicas: max,
      metrics: asked.map(({ metric }) => metric),
      behavior: paceOf(ctx),
    },
  };
  return derivedForService(ctx, autoscaler, [
    ...rangeReasons(ctx, {
      min: '/spec/minReplicas',
      max: '/spec/maxReplicas',
    }),
    paceReason(ctx, '/spec/behavior'),
    ...asked.flatMap(({ by, from, why }, index) => [
      because(`/spec/metrics/${index}`, from, why),
      ...(by === 'queue'
        ? [
            because(
              `/spec/metrics/${index}/external/metric`,
              'contract:/providers/scaling/queueDepthMetric',
              'The series in which the platform records what waits, whichever broker it is.',
            ),
          ]
        : []),
    ]),
  ]);
}

/** Undefined where the contract does not say by what name the metrics adapter knows it. */
function metricOf(
  ctx: EnvironmentContext,
  demand: Demand,
): IMetricSpec | undefined {
  switch (demand.by) {
    case 'requests':
      return requestsOf(ctx, demand.perPod);
    case 'queue':
      return {
        type: 'External',
        external: {
          metric: {
            name: demand.series.metric,
            selector: { matchLabels: demand.series.labels },
          },
          target: {
            type: 'AverageValue',
            averageValue: String(demand.perReplica),
          },
        },
      };
    default:
      return {
        type: 'Resource',
        resource: {
          name: 'cpu',
          target: {
            type: 'Utilization',
            averageUtilization: demand.utilization,
          },
        },
      };
  }
}

function requestsOf(
  ctx: EnvironmentContext,
  perPod: number,
): IMetricSpec | undefined {
  const { perSecond } = requestSeries(ctx);
  if (perSecond === undefined) {
    const { protocol } = ctx.main;
    ctx.leaveOut({
      what: 'Scaling by requests',
      why: `The contract does not say by what name the metrics adapter knows the requests of what speaks ${protocol} (telemetry.requests.${protocol}.perSecond), so it scales by CPU.`,
      from: 'contract:/telemetry',
    });
    return undefined;
  }
  return {
    type: 'Pods',
    pods: {
      metric: { name: perSecond },
      target: { type: 'AverageValue', averageValue: String(perPod) },
    },
  };
}
