import type { Objective } from '@fairway/plugin-slo-common';

/** Counters that services of the estate have: those that the shipped contract counts requests by. */
const SERVED = new Set([
  'http_requests_total',
  'http_request_duration_seconds_bucket',
  'http_request_duration_seconds_count',
  'grpc_server_handled_total',
  'grpc_server_handling_seconds_bucket',
  'grpc_server_handling_seconds_count',
]);

/** A name, and the matchers behind it. */
const SERIES = /([a-zA-Z_:][a-zA-Z0-9_:]*)\s*\{([^}]*)\}/g;

/**
 * Whether the estate has the series that an indicator asks for: counters of requests, of this very service. Anything
 * else has no data, as a name that is misspelt has none anywhere.
 */
export function isServed({ sli, service }: Objective): boolean {
  const queries =
    sli.kind === 'events' ? [sli.bad, sli.total] : [sli.errorRatio];
  return queries.every(query => {
    const series = [...query.replaceAll('{{.window}}', '5m').matchAll(SERIES)];
    return (
      series.length > 0 &&
      series.every(
        ([, name, matchers]) =>
          SERVED.has(name) && matchers.includes(`service="${service}"`),
      )
    );
  });
}
