import { WINDOW_PLACEHOLDER, type RecordedSli, type Sli } from '../../model';
import { promDuration } from '../../promql/duration';
import {
  errorRatio,
  ofEitherVersion,
  rateOf,
} from '../../rules/pyrra/expressions';
import type { PyrraIndicator, PyrraObjective } from '../../rules/pyrra/model';
import { burnrateStem } from '../../rules/pyrra/names';
import { decimal } from '../../rules/pyrra/numbers';
import { recordedWindows } from '../../rules/pyrra/windows';

/** The indicator over all groups. Counters of errors that do not exist yet count nothing. */
export function sliOf(indicator: PyrraIndicator): Sli {
  const rate = (selector: Parameters<typeof rateOf>[0]) =>
    rateOf(selector, [])(WINDOW_PLACEHOLDER);
  switch (indicator.kind) {
    case 'ratio':
      return {
        kind: 'events',
        bad: `${rate(indicator.errors)} or vector(0)`,
        total: rate(indicator.total),
      };
    case 'latency': {
      const total = rate(ofEitherVersion(indicator.total));
      const success = rate(ofEitherVersion(indicator.success));
      return { kind: 'events', bad: `${total} - ${success}`, total };
    }
    case 'latency-native': {
      const rates = rate(indicator.total);
      const count = `histogram_count(${rates})`;
      const limit = decimal(indicator.latencySeconds);
      return {
        kind: 'events',
        // A fraction of no events is no number.
        bad: `(${count} > 0) * (1 - histogram_fraction(0, ${limit}, ${rates})) or ${count}`,
        total: count,
      };
    }
    default:
      return {
        kind: 'ratio',
        errorRatio: errorRatio(indicator, [])(WINDOW_PLACEHOLDER),
      };
  }
}

/** What the rules record, where there is one series for the whole objective. */
export function recordedOf(objective: PyrraObjective): RecordedSli | undefined {
  const { name, windowSeconds, indicator } = objective;
  if (indicator.grouping.length > 0) {
    return undefined;
  }
  return {
    ratio: burnrateStem(indicator) + WINDOW_PLACEHOLDER,
    windows: recordedWindows(windowSeconds)
      .filter(seconds => seconds > 0)
      .map(promDuration),
    key: { label: 'slo', value: name },
    matchers: {},
  };
}
