import type { Objective, Slot } from '../model';

/** 99.9 % of requests over 30 days, changed at will. */
export function anObjective(change: Partial<Objective> = {}): Objective {
  return {
    id: 'payments-api-availability',
    format: 'openslo',
    name: 'availability',
    title: 'Payments answer',
    service: 'payments-api',
    target: 0.999,
    window: { kind: 'rolling', seconds: 30 * 86_400 },
    budgeting: { method: 'occurrences' },
    labels: {},
    sli: {
      kind: 'events',
      bad: 'sum(rate(http_requests_total{code=~"5.."}[{{.window}}]))',
      total: 'sum(rate(http_requests_total[{{.window}}]))',
    },
    alerts: { page: true, ticket: true },
    place: { file: 'payments.yaml' },
    ...change,
  };
}

/** So many slots that follow each other and end at `to`, of five minutes and 1,000 good events unless told. */
export function slotsUntil(options: {
  to: number;
  count: number;
  total?: number;
  bad?: (index: number) => number;
  seconds?: number;
}): Slot[] {
  const { to, count, total = 1_000, bad = () => 0, seconds = 300 } = options;
  return Array.from({ length: count }, (_, index) => ({
    at: to - (count - index) * seconds * 1_000,
    seconds,
    bad: bad(index),
    total,
  }));
}
