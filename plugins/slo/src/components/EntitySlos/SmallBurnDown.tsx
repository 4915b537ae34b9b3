import type {
  HistoryAnswer,
  ObjectiveSummary,
} from '@fairway/plugin-slo-common';
import {
  EmptyState,
  ErrorState,
  SectionSkeleton,
  TimeSeriesChart,
  type TimePoint,
} from '@fairway/ui';
import { useMemo } from 'react';
import { formatLeft } from '../../format';
import { useObjectiveHistory } from '../../hooks/useObjective';
import { useWords } from '../../hooks/useWords';

/** Of the drawing, and of all that belongs to it. */
const HEIGHT = 160;
const ROOM = 220;

/** How far back. */
const PAST = { days: 30 } as const;

function pointsOf(history: HistoryAnswer): TimePoint[] {
  return history.points.map(({ at, seconds, budget }) => ({
    at: Date.parse(at),
    seconds,
    values: { budget },
  }));
}

/** What was left of a budget over the last days. */
export function SmallBurnDown(props: { objective: ObjectiveSummary }) {
  const { id } = props.objective;
  const t = useWords();
  const { value, error, loading, reload } = useObjectiveHistory({
    id,
    past: PAST,
  });
  return (
    <div style={{ minHeight: ROOM, minWidth: 0 }}>
      {error !== undefined && (
        <ErrorState
          error={error}
          title={t('entitySlos.historyFailed')}
          kept={t('fleet.kept')}
          onRetry={reload}
        />
      )}
      {!value && loading && (
        <SectionSkeleton what={t('entitySlos.historyWhat')} height={ROOM} />
      )}
      {value && <Drawing {...props} history={value} />}
    </div>
  );
}

function Drawing(props: {
  objective: ObjectiveSummary;
  history: HistoryAnswer;
}) {
  const { objective, history } = props;
  const t = useWords();
  const points = useMemo(() => pointsOf(history), [history]);
  const series = useMemo(
    () => [
      {
        id: 'budget',
        title: t('entitySlos.budget'),
        tone: 'accent' as const,
        area: true,
      },
    ],
    [t],
  );
  if (points.every(({ values }) => values.budget === undefined)) {
    return <EmptyState title={t('entitySlos.noHistory')} />;
  }
  return (
    <TimeSeriesChart
      label={t('entitySlos.burnDown', { title: objective.title })}
      from={Date.parse(history.from)}
      to={Date.parse(history.to)}
      series={series}
      points={points}
      thresholds={[
        { value: 0, label: t('entitySlos.nothing'), tone: 'critical' },
      ]}
      include={[0, 1]}
      format={formatLeft}
      height={HEIGHT}
    />
  );
}
