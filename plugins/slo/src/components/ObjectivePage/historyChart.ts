import type {
  HistoryAnswer,
  Marker,
  ObjectiveAnswer,
} from '@fairway/plugin-slo-common';
import {
  formatPercent,
  type TimePoint,
  type TimeRange,
  type TimeThreshold,
} from '@fairway/ui';
import type { Words } from '../../hooks/useWords';
import { rateInWords } from './figures';
import type { Shown } from './useView';

/** The history as the chart draws it. */
export function pointsOf(history: HistoryAnswer): TimePoint[] {
  return history.points.map(({ at, seconds, budget, burn, sli }) => ({
    at: Date.parse(at),
    seconds,
    values: { budget, burn, sli },
  }));
}

/** Stretches that do not count, where no exclusion names them. */
function excludedParts(history: HistoryAnswer, title: string): TimeRange[] {
  const parts: TimeRange[] = [];
  for (const { at, seconds, excluded } of history.points) {
    if (excluded) {
      const from = Date.parse(at);
      const to = from + seconds * 1000;
      const last = parts[parts.length - 1];
      if (last?.to === from) {
        last.to = to;
      } else {
        parts.push({ from, to, title, kind: 'excluded' });
      }
    }
  }
  return parts;
}

export function titleOf({ kind, title }: Marker, t: Words): string {
  return t(`burnDown.marker.${kind}`, { title });
}

/** Exclusions and incidents, as stretches of time. */
export function rangesOf(history: HistoryAnswer, t: Words): TimeRange[] {
  const end = Date.parse(history.to);
  const ranges = history.markers.flatMap((marker): TimeRange[] =>
    marker.kind === 'exclusion' || marker.kind === 'incident'
      ? [
          {
            from: Date.parse(marker.at),
            to: marker.to === undefined ? end : Date.parse(marker.to),
            title: titleOf(marker, t),
            kind: marker.kind === 'exclusion' ? 'excluded' : 'trouble',
          },
        ]
      : [],
  );
  return ranges.some(({ kind }) => kind === 'excluded')
    ? ranges
    : [...ranges, ...excludedParts(history, t('burnDown.excludedPart'))];
}

/** The values that matter for what is shown. */
export function thresholdsOf(options: {
  value: ObjectiveAnswer;
  show: Shown;
  t: Words;
}): TimeThreshold[] {
  const { value, show, t } = options;
  switch (show) {
    case 'budget':
      return [
        ...value.policy.rules
          .filter(({ spentPercent }) => spentPercent < 100)
          .map(
            ({ spentPercent }): TimeThreshold => ({
              value: 1 - spentPercent / 100,
              label: t('burnDown.policy', {
                percent: rateInWords(spentPercent),
              }),
              tone: 'attention',
            }),
          ),
        { value: 0, label: t('burnDown.exhausted'), tone: 'critical' },
      ];
    case 'burn':
      return value.alerts.map(({ factor, severity }) => ({
        value: factor,
        label: t('burnDown.factor', {
          factor: rateInWords(factor),
          severity: t(`alerts.${severity}`),
        }),
        tone: severity === 'page' ? 'critical' : 'attention',
      }));
    default:
      return [
        {
          value: value.target,
          label: t('burnDown.target', { target: formatPercent(value.target) }),
          tone: 'critical',
        },
      ];
  }
}
