import type { EnvironmentContext } from '../../context';
import type { QueuePlan, QueueSeries } from '../../queuePlan';

interface Reasoned {
  from: string;
  why: string;
}

/** What the number of replicas follows, whichever product counts it. */
export type Demand = Reasoned &
  (
    | {
        by: 'cpu';
        /** Percent of the CPU request to aim at. */
        utilization: number;
      }
    | {
        by: 'requests';
        /** Requests a second that one pod carries. */
        perPod: number;
      }
    | {
        by: 'queue';
        series: QueueSeries;
        /** Waiting messages for each replica. */
        perReplica: number;
      }
  );

/** Whether anything is there to scale; why not is noted under `what`, the kind that is left out. */
export function scales(ctx: EnvironmentContext, what: string): boolean {
  const { min, from } = ctx.settings.scaling;
  if (!ctx.features.autoscaling) {
    return false;
  }
  if (!ctx.autoscaler) {
    ctx.leaveOut({
      what,
      why: `The least and the most number of replicas are both ${min}, so there is nothing to scale.`,
      from,
    });
    return false;
  }
  return true;
}

/** At least one; CPU wherever nothing better is known, and why nothing better is. */
export function demandsOf(ctx: EnvironmentContext): Demand[] {
  const { metric } = ctx.settings.scaling;
  if (metric === 'queue-depth' && ctx.queue?.depth) {
    return [queueDemand(ctx.queue, ctx.queue.depth)];
  }
  const { cpuUtilization } = ctx.contract.providers.scaling;
  const cpu: Demand = {
    by: 'cpu',
    utilization: cpuUtilization,
    from: 'contract:/providers/scaling/cpuUtilization',
    why: `At ${cpuUtilization}% of the requested CPU there is room for a pod to fail or a load to double while new ones start.`,
  };
  if (metric === 'queue-depth') {
    ctx.leaveOut(
      ctx.queue
        ? {
            what: 'Scaling by queue depth',
            why: 'The contract names no metric for the depth of a queue (providers.scaling.queueDepthMetric), so it scales by CPU.',
            from: 'contract:/providers/scaling',
          }
        : {
            what: 'Scaling by queue depth',
            why: `A ${ctx.intent.spec.workloadType} serves requests and has no queue, so it scales by CPU.`,
            from: 'intent:/spec/scaling/metric',
          },
    );
  }
  return metric === 'cpu-and-requests' ? [cpu, ...requestDemand(ctx)] : [cpu];
}

function requestDemand(ctx: EnvironmentContext): Demand[] {
  const expected = ctx.intent.spec.capacity?.expectedRps;
  if (!expected) {
    ctx.leaveOut({
      what: 'Scaling by requests',
      why: 'The intent expects no number of requests (spec.capacity.expectedRps), so what one pod carries is unknown; it scales by CPU.',
      from: 'intent:/spec/capacity',
    });
    return [];
  }
  // From the service's own minimum, not that of the environment: one pod carries the same everywhere.
  const pods = ctx.intent.spec.scaling?.min ?? ctx.tier.minReplicas;
  const perPod = Math.max(1, Math.ceil(expected / pods));
  return [
    {
      by: 'requests',
      perPod,
      from: 'intent:/spec/capacity/expectedRps',
      why: `${expected} expected requests a second over ${pods} pods are ${perPod} for each: one cluster alone carries the expected load at its minimum.`,
    },
  ];
}

/** By what waits alone: a worker that waits for a slow dependency is idle, however much there is to do. */
function queueDemand(queue: QueuePlan, series: QueueSeries): Demand {
  const clusters = queue.depthPerReplica / queue.targetDepth;
  return {
    by: 'queue',
    series,
    perReplica: queue.depthPerReplica,
    from: 'intent:/spec/queue/targetDepth',
    why: `One replica for each ${queue.targetDepth} messages that wait in ${
      queue.name
    }${
      clusters > 1
        ? `; ${clusters} clusters work on it, so each takes its share and counts ${queue.depthPerReplica}`
        : ''
    }.`,
  };
}
