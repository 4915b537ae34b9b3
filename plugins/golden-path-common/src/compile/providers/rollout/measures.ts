import type { EnvironmentContext } from '../../context';
import {
  durationIn,
  errorBudget,
  isScraped,
  requestSelector,
  requestSeries,
  rounded,
} from '../../telemetry';

/** The pace at which the service's own alert pages within half an hour. */
const PAGING_BURN_RATE = 6;
/** However much an objective lets fail, a canary that fails every second request is not released. */
const WORST_RATIO = 0.5;
/** How far back a canary is looked at. */
export const MEASURED_WINDOW = '5m';
/**
 * Bad requests in that time without which nothing is said of a canary: of the few that it gets at a small share of
 * little traffic, one is already far beyond any objective, and says nothing of the version.
 */
const LEAST_BAD = 3;
/** Requests of which at least {@link LEAST_BAD} are slow when the 95th percentile is. */
const LEAST_TIMED = LEAST_BAD / 0.05;

/** Whether the pods of a canary are seen at all. */
export interface Sight {
  name: 'measured';
  /** PromQL: how many of its pods are scraped; no series when none is. */
  query: string;
  from: string;
  why: string;
}

/**
 * A canary that nobody scrapes looks like one without traffic. Silence says nothing of a version only where somebody
 * listens, so whether its pods are seen is asked for itself.
 *
 * @param canary - Selects the pods of the canary among the series of the service.
 */
export function sightOf(
  ctx: EnvironmentContext,
  canary: string,
): Sight | undefined {
  // What nobody can read is left out with its reason; no canary of it could ever pass.
  if (!isScraped(ctx)) {
    return undefined;
  }
  return {
    name: 'measured',
    query: `count(up{${requestSelector(ctx)},${canary}} == 1)`,
    from: 'fairway:silence',
    why: 'A canary that nobody measures is no good canary: without this, a scrape that is refused would release any version.',
  };
}

/** One objective of the service, as a canary is measured against it. */
export interface Measure {
  name: 'availability' | 'latency-p95';
  /** PromQL; no series or NaN when the canary had too little traffic to tell. */
  query: string;
  /** Beyond this the canary is worse than the objective allows. */
  limit: number;
  from: string;
  why: string;
  /** When there are enough requests to tell. */
  whenToTell: string;
}

/**
 * A canary is judged by the objectives of its own service.
 *
 * @param canary - Selects the pods of the canary among the series of the service.
 */
export function measuresOf(ctx: EnvironmentContext, canary: string): Measure[] {
  const { availability, latencyP95Ms, from } = ctx.objectives;
  const selector = `${requestSelector(ctx)},${canary}`;
  const series = requestSeries(ctx);
  const budget = errorBudget(availability);
  const paging = rounded(PAGING_BURN_RATE * budget);
  const limit = Math.min(paging, WORST_RATIO);
  const over = (counted: 'rate' | 'increase', matched: string) =>
    `sum(${counted}(${matched}[${MEASURED_WINDOW}]))`;
  const all = `${series.total}{${selector}}`;
  const failed = `${series.total}{${selector},${series.failed}}`;
  const timed = `${series.count}{${selector}}`;
  return [
    {
      name: 'availability',
      query: `${over('rate', failed)} / ${over('rate', all)} and ${over(
        'increase',
        failed,
      )} >= ${LEAST_BAD}`,
      limit,
      from,
      why:
        paging <= WORST_RATIO
          ? `${availability}% availability leaves a budget of ${
              budget * 100
            }%; ${PAGING_BURN_RATE} times that, ${rounded(
              limit * 100,
            )}%, is where the service itself would page.`
          : `${availability}% availability lets much fail; a canary that fails more than ${rounded(
              limit * 100,
            )}% of its requests is taken back all the same.`,
      whenToTell: `Fewer than ${LEAST_BAD} failed requests in ${MEASURED_WINDOW} say nothing: of the few that a canary gets at a small share of little traffic, one would be beyond any objective.`,
    },
    ...(latencyP95Ms === undefined
      ? []
      : [
          {
            name: 'latency-p95' as const,
            query: `histogram_quantile(0.95, sum by (le) (rate(${
              series.bucket
            }{${selector}}[${MEASURED_WINDOW}]))) and ${over(
              'increase',
              timed,
            )} >= ${LEAST_TIMED}`,
            limit: durationIn(series, latencyP95Ms),
            from: 'intent:/spec/slo/latencyP95Ms',
            why: `95% of the canary's requests within ${latencyP95Ms} ms, as the intent promises.`,
            whenToTell: `Fewer than ${LEAST_TIMED} requests in ${MEASURED_WINDOW} say nothing: one slow request among them would be more than the objective lets be slow.`,
          },
        ]),
  ];
}
