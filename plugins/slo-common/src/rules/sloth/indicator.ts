import type { BurnRateWindow, PrometheusRule } from '../../model';
import { promDuration } from '../../promql/duration';
import { withWindow } from '../../promql/window';
import type { SlothSlo } from './model';
import {
  errorRatioOver,
  idLabels,
  idSelector,
  mergedLabels,
  WINDOW_LABEL,
} from './names';

type PrometheusLabels = Record<string, string>;

/** All windows that are recorded, the shortest first, and the whole period last. */
export function recordedSeconds(
  periodSeconds: number,
  windows: BurnRateWindow[],
): number[] {
  const seconds = new Set(
    windows.flatMap(({ shortSeconds, longSeconds }) => [
      shortSeconds,
      longSeconds,
    ]),
  );
  seconds.delete(periodSeconds);
  return [...[...seconds].sort((a, b) => a - b), periodSeconds];
}

/** The query of an error ratio, with its window still open. */
function ratioTemplate({ sli }: SlothSlo): string {
  return sli.kind === 'raw'
    ? `(${sli.errorRatioQuery})`
    : `(${sli.errorQuery})\n/\n(${sli.totalQuery})\n`;
}

/**
 * The mean over the period of what is recorded over the shortest window: reading raw series over a month would cost
 * too much, for a number that moves slowly.
 */
function meanOfRecorded(options: {
  slo: SlothSlo;
  shortestSeconds: number;
  window: string;
}): string {
  const { slo, shortestSeconds, window } = options;
  const series = `${errorRatioOver(shortestSeconds)}${idSelector(slo)}`;
  return `sum_over_time(${series}[${window}])
/ ignoring (${WINDOW_LABEL})
count_over_time(${series}[${window}])
`;
}

/** Labels of a recording by its window; only that one differs, unless the document has its own. */
function labelsByWindow(slo: SlothSlo): (window: string) => PrometheusLabels {
  const all = mergedLabels(idLabels(slo), { [WINDOW_LABEL]: '' }, slo.labels);
  return Object.hasOwn(slo.labels, WINDOW_LABEL)
    ? () => all
    : window => ({ ...all, [WINDOW_LABEL]: window });
}

/** Rules that record the share of bad events over every window of the alerts and over the period. */
export function indicatorRules(
  slo: SlothSlo,
  windows: BurnRateWindow[],
): PrometheusRule[] {
  const template = ratioTemplate(slo);
  const labelsOf = labelsByWindow(slo);
  const [quickPage] = windows;
  return recordedSeconds(slo.windowSeconds, windows).map(seconds => {
    const window = promDuration(seconds);
    return {
      record: errorRatioOver(seconds),
      expr:
        seconds === slo.windowSeconds
          ? meanOfRecorded({
              slo,
              shortestSeconds: quickPage.shortSeconds,
              window,
            })
          : withWindow(template, window),
      labels: labelsOf(window),
    };
  });
}
