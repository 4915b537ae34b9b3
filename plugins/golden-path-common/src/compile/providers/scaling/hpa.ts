import type {
  IHorizontalPodAutoscaler,
  IMetricSpec,
} from 'kubernetes-models/autoscaling/v2';
import type { Because } from '../../../model';
import { secondsOf } from '../../../quantity';
import { because } from '../../because';
import {
  type Derived,
  type EnvironmentContext,
  derivedForService,
  metadataOf,
} from '../../context';
import type { Manifest } from '../../manifest';
import type { Provider } from '../provider';

/** Scaling by the HorizontalPodAutoscaler of Kubernetes. */
export const hpa: Provider<'scaling'> = {
  layer: 'scaling',
  name: 'hpa',
  derive: ctx => deriveAutoscaler(ctx),
};

function deriveAutoscaler(ctx: EnvironmentContext): Derived[] {
  if (!ctx.features.autoscaling) {
    return [];
  }
  const { min, max, from } = ctx.settings.scaling;
  if (min === max) {
    ctx.leaveOut({
      what: 'HorizontalPodAutoscaler',
      why: `The least and the most number of replicas are both ${min}, so there is nothing to scale.`,
      from,
    });
    return [];
  }
  const { apiVersion, kind } = ctx.rollout.carrier;
  const reasons: Because[] = [];
  const window = ctx.tier.scaleDownStabilization;
  const autoscaler: Manifest<IHorizontalPodAutoscaler> = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadataOf(ctx, ctx.name),
    spec: {
      scaleTargetRef: { apiVersion, kind, name: ctx.name },
      minReplicas: min,
      maxReplicas: max,
      metrics: metricsOf(ctx, reasons),
      behavior: {
        scaleDown: {
          stabilizationWindowSeconds: secondsOf(window),
          policies: [{ type: 'Percent', value: 50, periodSeconds: 60 }],
          selectPolicy: 'Max',
        },
      },
    },
  };
  return [
    derivedForService(ctx, autoscaler, [
      because(
        '',
        `contract:/workloadTypes/${ctx.intent.spec.workloadType}/features/autoscaling`,
        'Load changes; the number of pods follows it.',
      ),
      because(
        '/spec/scaleTargetRef',
        ctx.rollout.from,
        `The ${kind} that carries the pods.`,
      ),
      because('/spec/minReplicas', from, `Never fewer than ${min}.`),
      because(
        '/spec/maxReplicas',
        from,
        `Never more than ${max}, which quota and budget hold.`,
      ),
      because(
        '/spec/behavior',
        `contract:/tiers/${ctx.intent.spec.tier}/scaleDownStabilization`,
        `Up at once; down only to the highest number wanted within ${window}, and by half a minute at most, so that a short lull costs no capacity.`,
      ),
      ...reasons,
    ]),
  ];
}

function metricsOf(ctx: EnvironmentContext, reasons: Because[]): IMetricSpec[] {
  const { cpuUtilization, requestsMetric } = ctx.contract.providers.scaling;
  const metrics: IMetricSpec[] = [
    {
      type: 'Resource',
      resource: {
        name: 'cpu',
        target: { type: 'Utilization', averageUtilization: cpuUtilization },
      },
    },
  ];
  reasons.push(
    because(
      '/spec/metrics/0',
      'contract:/providers/scaling/cpuUtilization',
      `At ${cpuUtilization}% of the requested CPU there is room for a pod to fail or a load to double while new ones start.`,
    ),
  );
  const { metric } = ctx.settings.scaling;
  if (metric === 'queue-depth') {
    ctx.leaveOut({
      what: 'Scaling by queue depth',
      why: `A ${ctx.intent.spec.workloadType} serves requests and has no queue, so it scales by CPU.`,
      from: 'intent:/spec/scaling/metric',
    });
  }
  if (metric !== 'cpu-and-requests') {
    return metrics;
  }
  const expected = ctx.intent.spec.capacity?.expectedRps;
  if (!expected) {
    ctx.leaveOut({
      what: 'Scaling by requests',
      why: 'The intent expects no number of requests (spec.capacity.expectedRps), so what one pod carries is unknown; it scales by CPU.',
      from: 'intent:/spec/capacity',
    });
    return metrics;
  }
  // From the service's own minimum, not that of the environment: one pod carries the same everywhere.
  const pods = ctx.intent.spec.scaling?.min ?? ctx.tier.minReplicas;
  const perPod = Math.max(1, Math.ceil(expected / pods));
  reasons.push(
    because(
      '/spec/metrics/1',
      'intent:/spec/capacity/expectedRps',
      `${expected} expected requests a second over ${pods} pods are ${perPod} for each: one cluster alone carries the expected load at its minimum.`,
    ),
  );
  metrics.push({
    type: 'Pods',
    pods: {
      metric: { name: requestsMetric },
      target: { type: 'AverageValue', averageValue: String(perPod) },
    },
  });
  return metrics;
}
