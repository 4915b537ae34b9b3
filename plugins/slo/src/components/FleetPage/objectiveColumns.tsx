import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  OBJECTIVE_STATES,
  type ObjectiveSummary,
} from '@fairway/plugin-slo-common';
import {
  Duration,
  MiddleTruncate,
  TierChip,
  type DataTableColumn,
} from '@fairway/ui';
import type { Words } from '../../hooks/useWords';
import { objectiveRouteRef } from '../../routes';
import { BudgetBar } from '../shared/BudgetBar';
import { BurnRate } from '../shared/BurnRate';
import { ObjectiveStateChip } from '../shared/ObjectiveStateChip';
import { nameOf, promiseOf } from '../shared/names';
import { SliOfTarget } from '../shared/SliOfTarget';
import { BURN_WINDOWS, rateOf } from './burnOrder';

const useStyles = makeStyles(theme => ({
  title: {
    lineHeight: '18px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  service: {
    fontSize: 12.5,
    lineHeight: '15px',
    color: theme.palette.text.secondary,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
}));

/** What is promised, by which service, and who answers for it. */
function Name(props: { objective: ObjectiveSummary; t: Words }) {
  const { t } = props;
  const { id, title, service, owner, noBadSeries } = props.objective;
  const classes = useStyles();
  const to = useRouteRef(objectiveRouteRef)({ id });
  return (
    <>
      <div className={classes.title}>
        <Link to={to} title={title} aria-label={title}>
          {promiseOf(props.objective)}
        </Link>
      </div>
      {/* Words and no links: three targets do not fit into one row. The objective's page leads on. */}
      <div className={classes.service}>
        <MiddleTruncate text={service} max={32} />
        {owner && ` · ${nameOf(owner)}`}
        {noBadSeries && ` · ${t('noBadSeries.short')}`}
      </div>
    </>
  );
}

/** What the table of all objectives shows. */
export function objectiveColumns(
  t: Words,
): DataTableColumn<ObjectiveSummary>[] {
  return [
    {
      id: 'objective',
      title: t('fleet.column.objective'),
      grow: true,
      rowHeader: true,
      cell: objective => <Name objective={objective} t={t} />,
      sortValue: ({ title }) => title,
    },
    {
      id: 'state',
      title: t('fleet.column.state'),
      cell: ({ state, reason }) => (
        <ObjectiveStateChip state={state} reason={reason} />
      ),
      sortValue: ({ state }) => OBJECTIVE_STATES.indexOf(state),
    },
    {
      id: 'budget',
      title: t('fleet.column.budget'),
      width: 144,
      cell: ({ budget, state }) => <BudgetBar budget={budget} state={state} />,
      sortValue: ({ budget }) => budget?.ratio,
    },
    ...BURN_WINDOWS.map(
      (window): DataTableColumn<ObjectiveSummary> => ({
        id: `burn-${window}`,
        title: t('fleet.column.burn', { window }),
        numeric: true,
        cell: objective => <BurnRate rate={rateOf(objective, window)} />,
        sortValue: objective => rateOf(objective, window),
      }),
    ),
    {
      id: 'sli',
      hideBelow: 'wide',
      title: t('fleet.column.sli'),
      numeric: true,
      cell: ({ sli, target }) => <SliOfTarget sli={sli} target={target} />,
      // How far above its objective, in budgets.
      sortValue: ({ sli, target }) =>
        sli === undefined ? undefined : (sli - target) / (1 - target),
    },
    {
      id: 'exhausts',
      title: t('fleet.column.exhausts'),
      numeric: true,
      cell: ({ state, exhaustsInSeconds }) =>
        exhaustsInSeconds === undefined ? (
          <>{state === 'exhausted' ? t('fleet.gone') : '–'}</>
        ) : (
          <span title={t('fleet.exhausts')}>
            <Duration seconds={exhaustsInSeconds} />
          </span>
        ),
      sortValue: ({ state, exhaustsInSeconds }) =>
        state === 'exhausted' ? 0 : exhaustsInSeconds,
    },
    {
      id: 'tier',
      hideBelow: 'widest',
      title: t('fleet.column.tier'),
      cell: ({ tier }) => (tier ? <TierChip tier={tier} /> : <>–</>),
      sortValue: ({ tier }) => tier,
    },
  ];
}
