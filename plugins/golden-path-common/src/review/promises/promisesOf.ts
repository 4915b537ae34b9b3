import type { CompileResult, PlatformContract } from '../../model';
import { mainContainerOf } from '../../settings';

/** What a service promises, as far as one promise can be held against another. */
export interface Promised {
  /** As rules and pages name the objective. */
  id: string;
  /** Percent of events that have to be good; missing where the promise is a time. */
  target?: number;
  /** The longest time that is good, in milliseconds. */
  withinMs?: number;
  /** The protocol of the requests that are counted; missing where the service counts itself. */
  requests?: string;
  /** Counters of the service itself. */
  counters?: { good: string; total: string };
  /** Where the intent says so. */
  at: string;
}

/** The promises of a service by the names of its objectives; none where its workload type has no objectives. */
export function promisesOf(
  { intent }: CompileResult,
  contract: PlatformContract,
): Map<string, Promised> {
  const { slo, tier, workloadType, containers } = intent.spec;
  if (!contract.workloadTypes[workloadType].features.sloAlerts) {
    return new Map();
  }
  const requests = containers[mainContainerOf(intent)]?.protocol ?? 'http';
  const promises: Promised[] = [
    slo?.availability === undefined
      ? {
          id: 'availability',
          target: contract.tiers[tier].availability,
          requests,
          at: '/spec/tier',
        }
      : {
          id: 'availability',
          target: slo.availability,
          requests,
          at: '/spec/slo/availability',
        },
    ...(slo?.latencyP95Ms === undefined
      ? []
      : [
          {
            id: 'latency-p95',
            withinMs: slo.latencyP95Ms,
            requests,
            at: '/spec/slo/latencyP95Ms',
          },
        ]),
    ...(slo?.objectives ?? []).map(({ name, target, good, total }, index) => ({
      id: name,
      target,
      counters: { good, total },
      at: `/spec/slo/objectives/${index}`,
    })),
  ];
  return new Map(promises.map(promise => [promise.id, promise]));
}
