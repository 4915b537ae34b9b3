import { type EnvironmentContext, workloadName } from './context';

/**
 * Names of the request metrics that the telemetry contract asks of every service: a counter with `status`, and a
 * histogram in seconds. In one place, so that rules, analysis and dashboards cannot drift apart.
 */
export const REQUESTS_TOTAL = 'http_requests_total';
export const REQUEST_DURATION_BUCKET = 'http_request_duration_seconds_bucket';
export const REQUEST_DURATION_COUNT = 'http_request_duration_seconds_count';
/** Requests that count as failed: the service's fault, not the caller's. */
export const FAILED = 'status=~"5.."';

/** Selects the request series of a service; prometheus-operator sets both labels when it scrapes. */
export function requestSelector(ctx: EnvironmentContext): string {
  return `namespace="${ctx.namespace}",service="${ctx.name}"`;
}

/** Selects the pods of a service in the series of kube-state-metrics and the kubelet. */
export function podSelector(
  ctx: Pick<EnvironmentContext, 'name' | 'namespace' | 'rollout'>,
): string {
  return `namespace="${ctx.namespace}",pod=~"${ctx.rollout.carrier.podNames(
    workloadName(ctx),
  )}"`;
}

/** Upper bound of a histogram bucket as Prometheus clients write it: 250 ms is `0.25`, 1 s is `1`. */
export function bucketBound(milliseconds: number): string {
  return String(milliseconds / 1000);
}

/** The share of requests that an objective lets fail, without the dust of binary fractions. */
export function errorBudget(objectivePercent: number): number {
  return rounded((100 - objectivePercent) / 100);
}

/** Twelve digits are far below what a series can show. */
export function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
