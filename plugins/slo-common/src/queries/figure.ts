import type { Sli } from '../model';
import type { Reading } from '../source';
import type { Quantity } from './plannedQuery';

type Unusable = Extract<Reading, { kind: 'unusable' }>;

/** One number of an answer, judged. @public */
export type Figure =
  | { kind: 'number'; value: number }
  | { kind: 'no-data' }
  | Unusable;

/** Errors of floating point sums are smaller. */
const DUST = 1e-9;
const WORDS: Record<string, number> = {
  NaN: NaN,
  '+Inf': Infinity,
  Inf: Infinity,
  '-Inf': -Infinity,
};
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** What Prometheus writes as a value; undefined for what is no number, which `NaN` is. */
export function numberOf(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text) : WORDS[text];
}

/** @returns an answer that must not become a number, in words. */
export function unusable(why: Unusable['why'], message: string): Unusable {
  return { kind: 'unusable', why, message };
}

/** The one value of one series. @param values - of all series that were answered for it, as text */
export function figureOf(
  series: { labels: Record<string, string>; value?: string }[],
): Figure {
  const [first] = series;
  if (!first) {
    return { kind: 'no-data' };
  }
  if (series.length > 1) {
    return duplicated(series);
  }
  const value = first.value === undefined ? undefined : numberOf(first.value);
  if (value === undefined) {
    return unusable(
      'nan',
      first.value === undefined
        ? 'It answers a histogram where a number was expected; use histogram_count, histogram_fraction or histogram_quantile in the query.'
        : 'It answers a text where a number was expected.',
    );
  }
  return { kind: 'number', value };
}

/** Several series for one number. */
export function duplicated(
  series: { labels: Record<string, string> }[],
): Unusable {
  const [one, other] = series.map(({ labels }) => labelsInWords(labels));
  return unusable(
    'duplicated',
    `${series.length} series where one was expected: ${one} and ${other}${
      series.length > 2 ? ' and more' : ''
    }; sum the query, or name labels of the source that leave one of them.`,
  );
}

/** Seen at the same time, more or less: parts of what the source should hold are missing. */
export function partial(warning: string): Unusable {
  return unusable('partial', `The answer is not whole: ${warning}`);
}

/**
 * What the numbers of one objective and one window mean.
 * @param options - `figures`: the share, or bad events and all of them, per second
 */
export function readingOf(options: {
  sli: Sli;
  figures: Partial<Record<Quantity, Figure>>;
  windowSeconds: number;
}): Reading | undefined {
  const { sli, figures, windowSeconds } = options;
  const { ratio, bad, total } = figures;
  // Where rules record nothing, the parts of what they would divide may say why.
  if (ratio && (ratio.kind !== 'no-data' || !bad || !total)) {
    return ratio.kind === 'number' ? ofRatio(ratio.value, sli) : ratio;
  }
  if (!bad || !total) {
    return undefined;
  }
  if (bad.kind === 'unusable') {
    return bad;
  }
  if (total.kind === 'unusable') {
    return total;
  }
  if (total.kind === 'no-data') {
    return total;
  }
  const reading = ofEvents({
    // Counters of errors are not there before the first error.
    bad: bad.kind === 'no-data' ? 0 : bad.value * windowSeconds,
    total: total.value * windowSeconds,
  });
  if (reading.kind !== 'value') {
    return reading;
  }
  const { errorRatio, events } = reading;
  return {
    kind: 'value',
    errorRatio,
    ...(sli.kind === 'events' && { events }),
    ...(bad.kind === 'no-data' && { noBadSeries: true }),
  };
}

function ofRatio(value: number, sli: Sli): Reading {
  if (Number.isNaN(value)) {
    // Rules divide bad events by all: only 0 / 0 is NaN.
    return sli.kind === 'events' || sli.of
      ? { kind: 'no-data', idle: true }
      : unusable(
          'nan',
          'It answers NaN, which a division of zero by zero gives: where nothing happened there is no share of it.',
        );
  }
  const share = shareOf(value);
  return typeof share === 'number'
    ? { kind: 'value', errorRatio: share }
    : share;
}

/** Events of one stretch of time. */
export function ofEvents(events: { bad: number; total: number }): Reading {
  const { total } = events;
  // A difference of two sums may miss nothing by a hair.
  const bad = events.bad < 0 && events.bad >= -DUST * total ? 0 : events.bad;
  if (Number.isNaN(bad) || Number.isNaN(total)) {
    return unusable('nan', 'It answers NaN where a number of events belongs.');
  }
  if (total === 0 && bad === 0) {
    return { kind: 'no-data', idle: true };
  }
  if (total < 0 || bad < 0) {
    return unusable(
      'out-of-range',
      `It answers ${bad} bad events of ${total}; events are never less than none.`,
    );
  }
  const share = shareOf(bad / total);
  return typeof share === 'number'
    ? {
        kind: 'value',
        errorRatio: share,
        events: { bad: share * total, total },
      }
    : share;
}

/** Within [0, 1], errors of floating point taken away. */
export function shareOf(value: number): number | Unusable {
  if (!Number.isFinite(value)) {
    return unusable(
      'infinite',
      `It answers ${
        value > 0 ? '+Inf' : '-Inf'
      }, as bad events among none at all; look whether the queries count the same events.`,
    );
  }
  if (value < -DUST || value > 1 + DUST) {
    return unusable(
      'out-of-range',
      `It answers ${value} as the share of bad events, which is between 0 and 1.`,
    );
  }
  return Math.min(Math.max(value, 0), 1);
}

function labelsInWords(labels: Record<string, string>): string {
  return `{${Object.entries(labels)
    .slice(0, 12)
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(', ')}}`;
}
