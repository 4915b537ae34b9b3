import type { ObjectiveSummary } from '@fairway/plugin-slo-common';
import { ErrorState, SectionSkeleton } from '@fairway/ui';
import { makeStyles } from '@material-ui/core/styles';
import { useObjective, useObjectiveHistory } from '../../hooks/useObjective';
import { useWords } from '../../hooks/useWords';
import type { Limits } from '../shared/chartOfHistory';
import { HistoryChart } from '../shared/HistoryChart';

/** Of a drawing, and of all that belongs to it. */
const HEIGHT = 160;
export const CHART_ROOM = 226;

/** How far back. */
const PAST = { days: 30 } as const;

const CHARTS = ['budget', 'burn'] as const;

const useStyles = makeStyles(theme => ({
  charts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(420px, 100%), 1fr))',
    gap: theme.spacing(2, 4),
  },
}));

/** How the budget went and how fast, side by side where there is room, over the same deploys and exclusions. */
export function ObjectiveCharts(props: { objective: ObjectiveSummary }) {
  const { id, title, target } = props.objective;
  const t = useWords();
  const classes = useStyles();
  const history = useObjectiveHistory({ id, past: PAST });
  // Which burn rates alert, and what follows from a spent budget.
  const detail = useObjective(id);
  const limits: Limits = detail.value ?? {
    target,
    alerts: [],
    policy: { rules: [] },
  };
  const past = history.value;
  const error = history.error ?? detail.error;
  return (
    <div style={{ minWidth: 0 }}>
      {error !== undefined && (
        <ErrorState
          error={error}
          title={t('entitySlos.historyFailed')}
          kept={t('fleet.kept')}
          onRetry={history.error === undefined ? detail.reload : history.reload}
        />
      )}
      {!past && history.loading && (
        <SectionSkeleton
          what={t('entitySlos.historyWhat')}
          height={CHART_ROOM}
        />
      )}
      {past && (
        <div className={classes.charts}>
          {CHARTS.map(show => (
            <HistoryChart
              key={show}
              history={past}
              show={show}
              limits={limits}
              label={t(`entitySlos.${show}`, { title })}
              height={HEIGHT}
            />
          ))}
        </div>
      )}
    </div>
  );
}
