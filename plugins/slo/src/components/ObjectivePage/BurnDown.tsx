import { makeStyles } from '@material-ui/core/styles';
import type { ObjectiveAnswer } from '@fairway/plugin-slo-common';
import {
  ErrorState,
  PageSection,
  SectionSkeleton,
  Segmented,
} from '@fairway/ui';
import { useObjectiveHistory, type Past } from '../../hooks/useObjective';
import { useWords } from '../../hooks/useWords';
import { SHOWN } from '../shared/chartOfHistory';
import { HistoryChart } from '../shared/HistoryChart';
import { RANGES, type Range, type View } from './useView';

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
            history={history.value}
            show={view.show}
            limits={value}
            height={HEIGHT}
          />
        )}
      </div>
    </PageSection>
  );
}
