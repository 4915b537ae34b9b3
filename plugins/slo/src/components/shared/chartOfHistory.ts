import type {
  HistoryAnswer,
  Marker,
  ObjectiveAnswer,
} from '@fairway/plugin-slo-common';
import {
  formatPercent,
  type TimeMarker,
  type TimePoint,
  type TimeRange,
  type TimeThreshold,
} from '@fairway/ui';
import type { Words } from '../../hooks/useWords';
import { rateInWords } from './figures';

/** What can be drawn of a history. */
export const SHOWN = ['budget', 'burn', 'sli'] as const;
export type Shown = (typeof SHOWN)[number];

/** Values of an objective that matter in its charts. */
export type Limits = Pick<ObjectiveAnswer, 'target' | 'alerts' | 'policy'>;

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

function titleOf({ kind, title }: Marker, t: Words): string {
  return t(`burnDown.marker.${kind}`, { title });
}

/** What happened, at its moment. */
export function markersOf(history: HistoryAnswer, t: Words): TimeMarker[] {
  return history.markers.map(marker => ({
    at: Date.parse(marker.at),
    title: titleOf(marker, t),
    url: marker.url,
  }));
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
  limits: Limits;
  show: Shown;
  t: Words;
}): TimeThreshold[] {
  const { limits, show, t } = options;
  switch (show) {
    case 'budget':
      return [
        ...limits.policy.rules
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
      return limits.alerts.map(({ factor, severity }) => ({
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
          value: limits.target,
          label: t('burnDown.target', { target: formatPercent(limits.target) }),
          tone: 'critical',
        },
      ];
  }
}
