import type { EnvironmentContext } from '../context';
import { durationIn, requestSelector, requestSeries } from '../telemetry';

/** The share of requests that a latency objective covers: p95. */
export const LATENCY_PERCENTILE = 95;

/** One objective in terms of events, for rules and for the SLO document alike. */
export interface Objective {
  /** `availability`, `latency-p95`, or the name that the intent gives. */
  id: string;
  title: string;
  /** Percent of events that have to be good. */
  target: number;
  from: string;
  /** PromQL for the number of bad events in a window, such as `5m`. */
  bad(window: string): string;
  /** PromQL for the number of all events in a window. */
  total(window: string): string;
  /** The counters behind it, for the SLO document. */
  series: { good: string; total: string };
  /** Series without which nothing can be said, however much or little traffic there is. */
  vital: string;
}

/** Availability always, latency and what the service counts itself where the intent promises it. */
export function objectivesOf(ctx: EnvironmentContext): Objective[] {
  const selector = requestSelector(ctx);
  const series = requestSeries(ctx);
  const { availability, latencyP95Ms, from } = ctx.objectives;
  const requests = `${series.total}{${selector}}`;
  const objectives: Objective[] = [
    {
      id: 'availability',
      title: `${availability}% of requests succeed`,
      target: availability,
      from,
      // Without the zero, a service that never failed would have no data instead of a full budget.
      bad: window =>
        `(sum(rate(${series.total}{${selector},${series.failed}}[${window}])) or vector(0))`,
      total: window => `sum(rate(${requests}[${window}]))`,
      series: {
        good: `${series.total}{${selector},${series.succeeded}}`,
        total: requests,
      },
      vital: requests,
    },
  ];
  if (latencyP95Ms !== undefined) {
    const fast = `${series.bucket}{${selector},le="${durationIn(
      series,
      latencyP95Ms,
    )}"}`;
    const all = `${series.count}{${selector}}`;
    objectives.push({
      id: 'latency-p95',
      title: `${LATENCY_PERCENTILE}% of requests within ${latencyP95Ms} ms`,
      target: LATENCY_PERCENTILE,
      from: 'intent:/spec/slo/latencyP95Ms',
      bad: window =>
        `(sum(rate(${all}[${window}])) - sum(rate(${fast}[${window}])))`,
      total: window => `sum(rate(${all}[${window}]))`,
      series: { good: fast, total: all },
      // A histogram without a bucket at the objective would give no data for ever.
      vital: fast,
    });
  }
  return [...objectives, ...ownObjectives(ctx)];
}

/** Objectives over counters of the service itself: only its own series are selected, whatever others are called. */
function ownObjectives(ctx: EnvironmentContext): Objective[] {
  const selector = requestSelector(ctx);
  return (ctx.objectives.objectives ?? []).map((stated, index) => {
    const good = selecting(stated.good, selector);
    const total = selecting(stated.total, selector);
    return {
      id: stated.name,
      title: stated.title ?? `${stated.target}% of ${stated.name} is good`,
      target: stated.target,
      from: `intent:/spec/slo/objectives/${index}`,
      // A counter of good events that was never raised is not there yet: then all of them are bad.
      bad: window =>
        `(sum(rate(${total}[${window}])) - (sum(rate(${good}[${window}])) or vector(0)))`,
      total: window => `sum(rate(${total}[${window}]))`,
      series: { good, total },
      vital: total,
    };
  });
}

/** A selector of the intent with further matchers. */
function selecting(stated: string, matchers: string): string {
  const brace = stated.indexOf('{');
  const name = brace < 0 ? stated : stated.slice(0, brace);
  const own = brace < 0 ? '' : stated.slice(brace + 1, -1).trim();
  return `${name}{${matchers}${own === '' ? '' : `,${own}`}}`;
}
