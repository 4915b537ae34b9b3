import {
  readSloDocuments,
  rulesOf,
  type Objective,
  type PrometheusRule,
  type RuleGroup,
} from '@fairway/plugin-slo-common';
import type { HistorySeries } from './history';

/** Four days of a service with an outage, a deployment and probes that pause, and documents with its objectives. */

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const SCRAPE_SECONDS = 60;

/** The end of the history. */
export const AT = Date.parse('2026-11-18T12:00:00Z');
export const FROM = AT - 4 * DAY;
/** An hour in which a third fails. */
export const OUTAGE = { from: AT - 26 * HOUR, to: AT - 25 * HOUR };
/** A small part fails, from here to the end. */
const LEAK = { from: AT - 3 * HOUR, to: AT };

const DOCUMENTS = `
version: prometheus/v1
service: payments
labels: { team: payments }
slos:
  - name: requests
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(http_requests_total{job="payments",code=~"5.."}[{{.window}}]))
        total_query: sum(rate(http_requests_total{job="payments"}[{{.window}}]))
    alerting:
      name: PaymentsRequests
  - name: probes
    objective: 99
    sli:
      raw:
        error_ratio_query: 1 - avg_over_time(probe_success{job="payments"}[{{.window}}])
    alerting:
      name: PaymentsProbes
  - name: asleep
    objective: 99
    sli:
      events:
        error_query: sum(rate(http_requests_total{job="asleep",code=~"5.."}[{{.window}}]))
        total_query: sum(rate(http_requests_total{job="asleep"}[{{.window}}]))
    alerting:
      name: Asleep
  - name: gone
    objective: 99
    sli:
      raw:
        error_ratio_query: avg_over_time(gone_errors[{{.window}}])
    alerting:
      name: Gone
---
apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata:
  name: payments-pyrra
  namespace: monitoring
spec:
  target: "99.5"
  window: 2w
  indicator:
    ratio:
      errors:
        metric: http_requests_total{job="payments",code=~"5.."}
      total:
        metric: http_requests_total{job="payments"}
`;

/** Requests that were answered until then, by epoch seconds; counted anew since a deployment two days ago. */
function countRequests(): Map<number, { good: number; bad: number }> {
  const deployed = (AT - 2 * DAY) / 1000;
  const counted = new Map<number, { good: number; bad: number }>();
  let good = 0;
  let bad = 0;
  for (let at = FROM / 1000; at <= AT / 1000; at += SCRAPE_SECONDS) {
    counted.set(at, { good, bad });
    if (at === deployed) {
      good = 0;
      bad = 0;
    }
    const all = Math.round(1000 + 600 * Math.sin((at / 86_400) * 2 * Math.PI));
    const failed = Math.round(all * shareThatFails(at * 1000));
    bad += failed;
    good += all - failed;
  }
  return counted;
}

function shareThatFails(ms: number): number {
  if (ms >= OUTAGE.from && ms < OUTAGE.to) {
    return 0.33;
  }
  return ms >= LEAK.from ? 0.019 : 0.0004;
}

export const counted = countRequests();
/** What was collected of it. */
export const history: HistorySeries[] = [
  {
    metric: 'http_requests',
    type: 'counter',
    labels: { job: 'payments', code: '200' },
    at: seconds => counted.get(seconds)?.good,
  },
  {
    metric: 'http_requests',
    type: 'counter',
    labels: { job: 'payments', code: '503' },
    at: seconds => counted.get(seconds)?.bad,
  },
  ...['200', '500'].map(
    (code): HistorySeries => ({
      metric: 'http_requests',
      type: 'counter',
      labels: { job: 'asleep', code },
      at: () => 42,
    }),
  ),
  {
    metric: 'probe_success',
    type: 'gauge',
    labels: { job: 'payments' },
    // For some hours nobody probed.
    at: seconds =>
      seconds * 1000 > AT - 60 * HOUR && seconds * 1000 < AT - 55 * HOUR
        ? undefined
        : Number(Math.floor(seconds / 60) % 97 !== 0),
  },
];

export const { definitions, problems } = readSloDocuments({
  files: [{ file: 'payments.yaml', text: DOCUMENTS }],
});
export const groups: RuleGroup[] = definitions.flatMap(definition =>
  rulesOf(definition),
);
export const objectives = definitions.map(({ objective }) => objective);
/** One of the documents. */
export const named = (id: string): Objective => {
  const found = objectives.find(objective => objective.id === id);
  if (!found) {
    throw new Error(`${id} is not among ${objectives.map(o => o.id)}`);
  }
  return found;
};
/** As the golden path has events recorded. */
export const eventRules: PrometheusRule[] = [
  ['slo:sli_bad_events:rate5m', '{job="payments",code=~"5.."}'],
  ['slo:sli_events:rate5m', '{job="payments"}'],
].map(([record, selector]) => ({
  record,
  expr: `sum(rate(http_requests_total${selector}[5m]))`,
  labels: { service: 'payments', slo: 'requests', environment: 'prod' },
}));
export const derived: Objective = {
  ...named('payments-requests'),
  id: 'derived',
  recorded: {
    ratio: 'slo:sli_error:ratio_rate{{.window}}',
    windows: [],
    key: { label: 'service', value: 'payments' },
    matchers: { slo: 'requests', environment: 'prod' },
    events: {
      bad: 'slo:sli_bad_events:rate5m',
      total: 'slo:sli_events:rate5m',
    },
  },
};
