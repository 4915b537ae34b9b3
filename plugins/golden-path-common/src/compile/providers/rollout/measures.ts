import type { EnvironmentContext } from '../../context';
import {
  durationIn,
  errorBudget,
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

/** One objective of the service, as a canary is measured against it. */
export interface Measure {
  name: 'availability' | 'latency-p95';
  /** PromQL; no series or NaN when the canary had no traffic. */
  query: string;
  /** Beyond this the canary is worse than the objective allows. */
  limit: number;
  from: string;
  why: string;
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
  const rate = (matchers: string) =>
    `sum(rate(${series.total}{${matchers}}[${MEASURED_WINDOW}]))`;
  return [
    {
      name: 'availability',
      query: `(${rate(`${selector},${series.failed}`)} or vector(0)) / ${rate(
        selector,
      )}`,
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
    },
    ...(latencyP95Ms === undefined
      ? []
      : [
          {
            name: 'latency-p95' as const,
            query: `histogram_quantile(0.95, sum by (le) (rate(${series.bucket}{${selector}}[${MEASURED_WINDOW}])))`,
            limit: durationIn(series, latencyP95Ms),
            from: 'intent:/spec/slo/latencyP95Ms',
            why: `95% of the canary's requests within ${latencyP95Ms} ms, as the intent promises.`,
          },
        ]),
  ];
}
