import type { PlatformContract } from '../model';
import { type EnvironmentContext, workloadName } from './context';

/** The series of requests of one service, and what rules, analysis and dashboards need to know of them. */
export interface RequestSeries {
  /** Counter of all requests. */
  total: string;
  /** Of the histogram of how long they take. */
  bucket: string;
  count: string;
  /** Matchers of the counter: the service's fault, not the caller's, and everything else. */
  failed: string;
  succeeded: string;
  unit: 'seconds' | 'milliseconds';
  /** What hpa asks the metrics adapter for; undefined where nobody says. */
  perSecond?: string;
}

type RequestMetrics = NonNullable<
  NonNullable<PlatformContract['telemetry']['requests']>['http']
>;

/**
 * Names where the contract has none: of Prometheus clients for HTTP, of the Prometheus interceptors for gRPC, with
 * the codes that OpenTelemetry counts as errors of a server.
 */
const DEFAULTS: Record<'http' | 'grpc', RequestMetrics> = {
  http: {
    total: 'http_requests_total',
    duration: 'http_request_duration_seconds',
    status: 'status',
    failed: '5..',
  },
  grpc: {
    total: 'grpc_server_handled_total',
    duration: 'grpc_server_handling_seconds',
    status: 'grpc_code',
    failed:
      'Unknown|DeadlineExceeded|Unimplemented|Internal|Unavailable|DataLoss',
  },
};

/** By the protocol of the container that serves: in one place, so that what reads them cannot drift apart. */
export function requestSeries({
  contract,
  main: { protocol },
}: Pick<EnvironmentContext, 'contract' | 'main'>): RequestSeries {
  const { total, duration, unit, status, failed, perSecond } =
    contract.telemetry.requests?.[protocol] ?? DEFAULTS[protocol];
  const asked =
    perSecond ??
    (protocol === 'http'
      ? contract.providers.scaling.requestsMetric
      : undefined);
  return {
    total,
    bucket: `${duration}_bucket`,
    count: `${duration}_count`,
    failed: `${status}=~"${failed}"`,
    succeeded: `${status}!~"${failed}"`,
    unit: unit ?? 'seconds',
    ...(asked && { perSecond: asked }),
  };
}

/** Whether anybody can read the metrics of a service: gRPC is no language of those who do. */
export function isScraped({
  main: { port, metricsPort, protocol },
}: Pick<EnvironmentContext, 'main'>): boolean {
  const served = metricsPort ?? port;
  return served !== undefined && !(protocol === 'grpc' && served === port);
}

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

/** A time in the unit of the histogram: 250 ms is 0.25 in seconds. */
export function durationIn(
  { unit }: Pick<RequestSeries, 'unit'>,
  milliseconds: number,
): number {
  return unit === 'milliseconds' ? milliseconds : milliseconds / 1000;
}

/** The share of requests that an objective lets fail, without the dust of binary fractions. */
export function errorBudget(objectivePercent: number): number {
  return rounded((100 - objectivePercent) / 100);
}

/** Twelve digits are far below what a series can show. */
export function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
