import type { HistoryAnswer } from '@fairway/plugin-slo-common';
import { EmptyState, formatPercent, TimeSeriesChart } from '@fairway/ui';
import { useMemo } from 'react';
import { formatBurn } from '../../format';
import { useWords } from '../../hooks/useWords';
import {
  markersOf,
  pointsOf,
  rangesOf,
  thresholdsOf,
  type Limits,
  type Shown,
} from './chartOfHistory';
import { shareInWords } from './figures';

/** What the axis reaches at least. */
const INCLUDE: Record<Shown, number[]> = {
  budget: [0, 1],
  burn: [0, 1],
  sli: [1],
};

const FORMAT: Record<Shown, (value: number) => string> = {
  budget: shareInWords,
  burn: formatBurn,
  sli: formatPercent,
};

/** The budget, the burn rate or the indicator over time, with what happened meanwhile and what does not count. */
export function HistoryChart(props: {
  history: HistoryAnswer;
  show: Shown;
  limits: Limits;
  /** What it is called, where several are on a page. */
  label?: string;
  height: number;
}) {
  const { history, show, limits, height } = props;
  const t = useWords();
  const points = useMemo(() => pointsOf(history), [history]);
  const title = t(`burnDown.${show}`);
  const series = useMemo(
    () => [
      { id: show, title, tone: 'accent' as const, area: show === 'budget' },
    ],
    [show, title],
  );
  if (points.every(({ values }) => values[show] === undefined)) {
    return (
      <EmptyState title={t('burnDown.empty')} text={t('burnDown.emptyText')} />
    );
  }
  return (
    <TimeSeriesChart
      label={props.label ?? title}
      from={Date.parse(history.from)}
      to={Date.parse(history.to)}
      series={series}
      points={points}
      thresholds={thresholdsOf({ limits, show, t })}
      ranges={rangesOf(history, t)}
      markers={markersOf(history, t)}
      format={FORMAT[show]}
      include={INCLUDE[show]}
      height={height}
    />
  );
}
