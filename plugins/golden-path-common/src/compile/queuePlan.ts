import type { PlatformContract } from '../model';
import { secondsOf } from '../quantity';
import { ownPart, type ServiceIntent } from '../schema/intent';
import type { EnvironmentSettings } from '../settings';

/** Longest that a message waits before somebody looks, where the intent names no time. */
const DEFAULT_MAX_AGE = '30m';

/** A series of the contract about one queue, in the forms that providers take. */
export interface QueueSeries {
  metric: string;
  labels: Record<string, string>;
  /** The same as a selector of PromQL. */
  selector: string;
}

/** What a worker reads, and how its replicas follow what waits there, whichever provider scales them. */
export interface QueuePlan {
  /** Topic or queue. */
  name: string;
  /** Waiting messages for each replica, as the intent states it. */
  targetDepth: number;
  /** The same for one cluster: all clusters of the environment work on the same queue, and each takes its share. */
  depthPerReplica: number;
  /** Waiting messages at which even the most replicas of all clusters are too few. */
  depthAtMost: number;
  /** Missing when the contract names no metric for it. */
  depth?: QueueSeries;
  age?: QueueSeries;
  /** Longest that a message may wait. */
  maxAge: { text: string; seconds: number; from: string };
  /** Seconds that working off one message takes at most, where the intent says so. */
  longestMessage?: number;
  idempotency: string;
}

/** Undefined for everything that reads no queue. */
export function planQueue(options: {
  intent: ServiceIntent;
  contract: PlatformContract;
  settings: EnvironmentSettings;
}): QueuePlan | undefined {
  const { intent, contract, settings } = options;
  const queue = ownPart(intent, 'queue');
  if (!queue) {
    return undefined;
  }
  const { queueDepthMetric, queueAgeMetric } = contract.providers.scaling;
  const labels = {
    queue: queue.topic,
    consumer: intent.metadata.name,
    environment: settings.environment.name,
  };
  const series = (metric: string | undefined): QueueSeries | undefined =>
    metric === undefined
      ? undefined
      : {
          metric,
          labels,
          selector: `${metric}{${Object.entries(labels)
            .map(([key, value]) => `${key}="${value}"`)
            .join(',')}}`,
        };
  const clusters = Math.max(1, settings.clusters.length);
  const maxAge = queue.maxAge ?? DEFAULT_MAX_AGE;
  return {
    name: queue.topic,
    targetDepth: queue.targetDepth,
    depthPerReplica: queue.targetDepth * clusters,
    depthAtMost: queue.targetDepth * settings.scaling.max * clusters,
    depth: series(queueDepthMetric),
    age: series(queueAgeMetric),
    maxAge: {
      text: maxAge,
      seconds: secondsOf(maxAge),
      from: queue.maxAge ? 'intent:/spec/queue/maxAge' : 'fairway:queue-age',
    },
    ...(queue.longestMessage
      ? { longestMessage: secondsOf(queue.longestMessage) }
      : undefined),
    idempotency: queue.idempotency,
  };
}
