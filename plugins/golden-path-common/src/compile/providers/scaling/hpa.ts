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
  const demands = demandsOf(ctx);
  const autoscaler: Manifest<IHorizontalPodAutoscaler> = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadataOf(ctx, ctx.name),
    spec: {
      scaleTargetRef: { apiVersion, kind, name: workloadName(ctx) },
      minReplicas: min,
      maxReplicas: max,
      metrics: demands.map(demand => metricOf(ctx, demand)),
      behavior: paceOf(ctx),
    },
  };
  return derivedForService(ctx, autoscaler, [
    ...rangeReasons(ctx, {
      min: '/spec/minReplicas',
      max: '/spec/maxReplicas',
    }),
    paceReason(ctx, '/spec/behavior'),
    ...demands.flatMap(({ by, from, why }, index) => [
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

function metricOf(ctx: EnvironmentContext, demand: Demand): IMetricSpec {
  switch (demand.by) {
    case 'requests':
      return {
        type: 'Pods',
        pods: {
          metric: { name: ctx.contract.providers.scaling.requestsMetric },
          target: {
            type: 'AverageValue',
            averageValue: String(demand.perPod),
          },
        },
      };
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
