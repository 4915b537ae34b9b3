import { makeStyles } from '@material-ui/core/styles';
import type {
  HistoryAnswer,
  ObjectiveAnswer,
} from '@fairway/plugin-slo-common';
import {
  EmptyState,
  ErrorState,
  formatPercent,
  PageSection,
  SectionSkeleton,
  Segmented,
  TimeSeriesChart,
} from '@fairway/ui';
import { useMemo } from 'react';
import { useObjectiveHistory, type Past } from '../../hooks/useObjective';
import { formatBurn } from '../../format';
import { useWords } from '../../hooks/useWords';
import { shareInWords } from './figures';
import { pointsOf, rangesOf, thresholdsOf, titleOf } from './historyChart';
import { RANGES, SHOWN, type Range, type Shown, type View } from './useView';

const HEIGHT = 300;

const useStyles = makeStyles(theme => ({
  choices: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1, 1.5) },
  chart: { minHeight: HEIGHT + 56, marginTop: theme.spacing(1.5) },
}));

const DAYS: Record<Exclude<Range, 'window'>, number> = {
  '24h': 1,
  '7d': 7,
  '30d': 30,
  '90d': 90,
};

function pastOf(range: Range, value: ObjectiveAnswer): Past {
  if (range !== 'window') {
    return { days: DAYS[range] };
  }
  const { window } = value.objective;
  if (window.kind === 'rolling') {
    return { days: window.seconds / 86_400 };
  }
  return value.arithmetic ? { since: value.arithmetic.from } : { days: 30 };
}

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

/** The budget over time, with what happened meanwhile. */
export function BurnDown(props: { value: ObjectiveAnswer; view: View }) {
  const { value, view } = props;
  const t = useWords();
  const classes = useStyles();
  const history = useObjectiveHistory({
    id: value.id,
    past: pastOf(view.range, value),
  });
  return (
    <PageSection title={t('burnDown.heading')}>
      <div className={classes.choices}>
        <Segmented
          label={t('burnDown.range')}
          value={view.range}
          onChange={range => view.set({ range })}
          options={RANGES.map(range => ({
            value: range,
            title: t(`burnDown.ranges.${range}`),
          }))}
        />
        <Segmented
          label={t('burnDown.show')}
          value={view.show}
          onChange={show => view.set({ show })}
          options={SHOWN.map(show => ({
            value: show,
            title: t(`burnDown.shown.${show}`),
          }))}
        />
      </div>
      <div className={classes.chart}>
        {history.error !== undefined && (
          <ErrorState
            error={history.error}
            title={t('burnDown.failed')}
            onRetry={history.reload}
          />
        )}
        {!history.value && history.loading && (
          <SectionSkeleton what={t('burnDown.what')} height={HEIGHT + 40} />
        )}
        {history.value && (
          <HistoryChart
            value={value}
            history={history.value}
            show={view.show}
          />
        )}
      </div>
    </PageSection>
  );
}

function HistoryChart(props: {
  value: ObjectiveAnswer;
  history: HistoryAnswer;
  show: Shown;
}) {
  const { value, history, show } = props;
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
      label={title}
      from={Date.parse(history.from)}
      to={Date.parse(history.to)}
      series={series}
      points={points}
      thresholds={thresholdsOf({ value, show, t })}
      ranges={rangesOf(history, t)}
      markers={history.markers.map(marker => ({
        at: Date.parse(marker.at),
        title: titleOf(marker, t),
        url: marker.url,
      }))}
      format={FORMAT[show]}
      include={INCLUDE[show]}
      height={HEIGHT}
    />
  );
}
