import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { ObjectiveSummary } from '@fairway/plugin-slo-common';
import {
  DateTime,
  Duration,
  Facts,
  PageSection,
  WhenInSight,
  type Fact,
} from '@fairway/ui';
import { useWords, type Words } from '../../hooks/useWords';
import { objectiveRouteRef } from '../../routes';
import { BudgetBar } from '../shared/BudgetBar';
import { BurnRate } from '../shared/BurnRate';
import { promiseOf } from '../shared/names';
import { ObjectiveStateChip } from '../shared/ObjectiveStateChip';
import { SliOfTarget } from '../shared/SliOfTarget';
import { CHART_ROOM, ObjectiveCharts } from './ObjectiveCharts';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: theme.spacing(0.5, 2),
  },
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(260px, 2fr) minmax(0, 5fr)',
    gap: theme.spacing(2, 4),
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  reason: { marginBottom: theme.spacing(1), fontSize: 14, lineHeight: '20px' },
}));

function factsOf(objective: ObjectiveSummary, t: Words): Fact[] {
  const { budget, state, sli, target, window, burn, at } = objective;
  const { exhaustsInSeconds } = objective;
  return [
    {
      term: t('entitySlos.fact.budget'),
      value: <BudgetBar budget={budget} state={state} />,
    },
    {
      term: t('entitySlos.fact.sli'),
      value: <SliOfTarget sli={sli} target={target} />,
    },
    { term: t('entitySlos.fact.window'), value: window },
    ...(exhaustsInSeconds === undefined
      ? []
      : [
          {
            term: t('entitySlos.fact.exhausts'),
            value: <Duration seconds={exhaustsInSeconds} />,
          },
        ]),
    ...burn.map(each => ({
      term: t('entitySlos.fact.burn', { window: each.window }),
      value: <BurnRate rate={each.rate} />,
    })),
    {
      term: t('entitySlos.fact.at'),
      value: at ? <DateTime iso={at} /> : t('entitySlos.fact.never'),
    },
  ];
}

/** One promise: how it stands, what is left, how fast that goes, and how it went. Charts come when they are seen. */
export function ObjectiveSection(props: { objective: ObjectiveSummary }) {
  const { objective } = props;
  const { id, title, state, reason, noBadSeries } = objective;
  const t = useWords();
  const classes = useStyles();
  const page = useRouteRef(objectiveRouteRef)({ id });
  return (
    <PageSection
      title={promiseOf(objective)}
      aside={
        <span className={classes.head}>
          <ObjectiveStateChip state={state} />
          <Link to={page} aria-label={`${t('entitySlos.open')}: ${title}`}>
            {t('entitySlos.open')}
          </Link>
        </span>
      }
    >
      {reason && <div className={classes.reason}>{reason}</div>}
      {noBadSeries && (
        <div className={classes.reason}>
          {t('noBadSeries.said')} {t('noBadSeries.todo')}
        </div>
      )}
      <div className={classes.root}>
        <Facts facts={factsOf(objective, t)} />
        <WhenInSight height={CHART_ROOM}>
          <ObjectiveCharts objective={objective} />
        </WhenInSight>
      </div>
    </PageSection>
  );
}
