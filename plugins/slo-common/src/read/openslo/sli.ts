import type { Budgeting } from '../../model';
import { WINDOW_PLACEHOLDER } from '../../model';
import { promDuration } from '../../promql/duration';
import { isPerSecond } from '../../promql/perSecond';
import { hasWindow, withWindow } from '../../promql/window';
import type { SlothSlo } from '../../rules/sloth/model';
import type { OpenSloObjects } from './objects';
import { queryOf } from './query';
import {
  countedOverWindow,
  isCounterByName,
  isSingle,
  meanOverWindow,
  sampledOverWindow,
} from './ranges';
import type { IndicatorSpec, Metric, RatioMetric } from './schema/indicator';
import type { SloObjective } from './schema/slo';
import { problemAt, within, type Findings, type Placed } from './tell';

/** How an indicator of OpenSLO becomes queries with a window. */
export interface OpenSloSli {
  sli: SlothSlo['sli'];
  /** Whether its queries count events per second, so that with a time they tell how many there were. */
  isCounted: boolean;
}

/** As often as rules are evaluated: a number that goes up and down is looked at once in this time. */
const STEP_SECONDS = 60;
/** The shortest window of alerts, which slices must not be looked at more seldom than. */
const SHORTEST_SECONDS = 300;

interface Options {
  indicator: Placed<IndicatorSpec>;
  objective: Placed<SloObjective>;
  budgeting: Budgeting;
  objects: OpenSloObjects;
  findings: Findings;
}

/** The queries of an objective; undefined when there is a problem with them, which is told. */
export function sliOf(options: Options): OpenSloSli | undefined {
  const { ratioMetric, thresholdMetric } = options.indicator.value;
  const base = thresholdMetric
    ? thresholdSli(
        options,
        within(options.indicator, '/thresholdMetric', thresholdMetric),
      )
    : ratioMetric &&
      ratioSli(options, within(options.indicator, '/ratioMetric', ratioMetric));
  return base && sliced(base, options.budgeting);
}

/** The share of bad events, or of slices, in place of events where slices count. */
function sliced(base: OpenSloSli, budgeting: Budgeting): OpenSloSli {
  if (budgeting.method === 'occurrences') {
    return base;
  }
  const { sliceSeconds } = budgeting;
  const step = promDuration(Math.min(sliceSeconds, SHORTEST_SECONDS));
  const slices = `[${WINDOW_PLACEHOLDER}:${step}]`;
  if (isMeanOver(errorRatioOf(base.sli), slices)) {
    return base;
  }
  const slice = withWindow(errorRatioOf(base.sli), promDuration(sliceSeconds));
  const share =
    budgeting.method === 'timeslices'
      ? `(${slice}) > bool ${remainder(budgeting.sliceTarget)}`
      : slice;
  return {
    sli: { kind: 'raw', errorRatioQuery: `avg_over_time((${share})${slices})` },
    isCounted: false,
  };
}

/** A query that goes over the slices by itself, as those do that were written from an objective. */
function isMeanOver(query: string, slices: string): boolean {
  return query.startsWith('avg_over_time((') && query.endsWith(`)${slices})`);
}

function errorRatioOf(sli: SlothSlo['sli']): string {
  return sli.kind === 'raw'
    ? sli.errorRatioQuery
    : `(${sli.errorQuery}) / (${sli.totalQuery})`;
}

/** 1 − share, without what binary fractions add. */
function remainder(share: number): number {
  return Number((1 - share).toPrecision(12));
}

function ratioSli(
  options: Options,
  ratio: Placed<RatioMetric>,
): OpenSloSli | undefined {
  const { objective, findings } = options;
  const { op, value } = objective.value;
  if (op !== undefined || value !== undefined) {
    findings.remarks.push(
      problemAt(
        within(objective, op === undefined ? '/value' : '/op', undefined),
        {
          message: '"op" and "value" say nothing about a ratio',
          remedy: 'Remove them',
        },
      ),
    );
  }
  const { raw, rawType, bad, good, total } = ratio.value;
  if (raw) {
    return rawSli(options, within(ratio, '/raw', raw), rawType === 'success');
  }
  const part = (name: 'good' | 'bad' | 'total', metric: Metric | undefined) =>
    metric && eventsOf(options, ratio, within(ratio, `/${name}`, metric));
  const partial = bad ? part('bad', bad) : part('good', good);
  const all = part('total', total);
  if (partial === undefined || all === undefined) {
    return undefined;
  }
  if (partial === all) {
    findings.problems.push(
      problemAt(within(ratio, bad ? '/bad' : '/good', undefined), {
        message: `the query is the one of "total": all events would be ${
          bad ? 'bad' : 'good'
        }`,
        remedy: 'Narrow one of the two down',
      }),
    );
    return undefined;
  }
  return {
    sli: {
      kind: 'events',
      errorQuery: bad ? partial : `(${all}) - (${partial})`,
      totalQuery: all,
    },
    isCounted: isPerSecond(partial) && isPerSecond(all),
  };
}

function eventsOf(
  options: Options,
  ratio: Placed<RatioMetric>,
  metric: Placed<Metric>,
): string | undefined {
  const { findings } = options;
  const query = queryOf({ ...options, metric });
  if (query === undefined || hasWindow(query.value)) {
    return query?.value;
  }
  if (ratio.value.counter === false) {
    return sampledOverWindow(query.value, STEP_SECONDS);
  }
  if (ratio.value.counter === undefined && !isCounterByName(query.value)) {
    findings.problems.push(
      problemAt(within(ratio, '/counter', undefined), {
        message:
          'missing field "counter": nothing says whether the queries only ever grow',
        remedy:
          'Add "counter: true" for counters, or "counter: false" for numbers that go up and down',
      }),
    );
    return undefined;
  }
  const counted = countedOverWindow(query.value);
  if ('query' in counted) {
    return counted.query;
  }
  findings.problems.push(
    problemAt(query, {
      message: `it is not sure where the window of the rules belongs: not ${counted.unsure}`,
      remedy: `Write ${WINDOW_PLACEHOLDER} where it belongs, as in rate(requests_total[${WINDOW_PLACEHOLDER}])`,
    }),
  );
  return undefined;
}

function rawSli(
  options: Options,
  raw: Placed<Metric>,
  isSuccess: boolean,
): OpenSloSli | undefined {
  const query = queryOf({ ...options, metric: raw });
  if (query === undefined) {
    return undefined;
  }
  const mean = meanOverWindow(query.value, STEP_SECONDS);
  return {
    sli: {
      kind: 'raw',
      errorRatioQuery: isSuccess ? `1 - (${mean})` : mean,
    },
    isCounted: false,
  };
}

/** What breaks a promise, by the operator of the promise. */
const BROKEN = { lt: '>=', lte: '>', gt: '<=', gte: '<' };

/** The share of time in which the promise does not hold. */
function thresholdSli(
  options: Options,
  metric: Placed<Metric>,
): OpenSloSli | undefined {
  const { objective, findings } = options;
  const { op, value } = objective.value;
  const missing = [
    ...(op === undefined ? ['op'] : []),
    ...(value === undefined ? ['value'] : []),
  ];
  for (const field of missing) {
    findings.problems.push(
      problemAt(within(objective, `/${field}`, undefined), {
        message: `missing field "${field}", which a threshold needs`,
        remedy:
          field === 'op'
            ? 'Add "op": lt, lte, gt or gte'
            : 'Add "value": the number to compare with',
      }),
    );
  }
  const query = queryOf({ ...options, metric });
  if (query === undefined || op === undefined || value === undefined) {
    return undefined;
  }
  if (hasWindow(query.value)) {
    findings.problems.push(
      problemAt(query, {
        message: `what is compared with a threshold is a number of each moment, which has no ${WINDOW_PLACEHOLDER}`,
        remedy: 'Write a fixed range, such as [5m]',
      }),
    );
    return undefined;
  }
  const compared = `(${query.value}) ${BROKEN[op]} bool ${value}`;
  const share = `avg_over_time((${compared})[${WINDOW_PLACEHOLDER}:${promDuration(
    STEP_SECONDS,
  )}])`;
  return {
    sli: {
      kind: 'raw',
      errorRatioQuery: isSingle(query.value) ? share : `avg(${share})`,
    },
    isCounted: false,
  };
}
