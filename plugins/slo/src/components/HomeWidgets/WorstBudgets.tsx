import { Link, LinkButton } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  objectiveReadPermission,
  type ObjectiveSummary,
} from '@fairway/plugin-slo-common';
import {
  EmptyState,
  ErrorState,
  PageSection,
  TableSkeleton,
} from '@fairway/ui';
import { useWorstBudgets } from '../../hooks/useWorstBudgets';
import { useWords } from '../../hooks/useWords';
import {
  newObjectiveRouteRef,
  objectiveRouteRef,
  slosRouteRef,
} from '../../routes';
import { BudgetBar } from '../shared/BudgetBar';
import { promiseOf } from '../shared/names';
import { ObjectiveStateChip } from '../shared/ObjectiveStateChip';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 150px 128px',
    alignItems: 'center',
    gap: theme.spacing(0, 1.5),
    minHeight: 40,
    padding: theme.spacing(0.5, 2),
    fontSize: 14,
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
  name: { minWidth: 0 },
  title: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  service: { fontSize: 12.5, color: theme.palette.text.secondary },
  more: {
    padding: theme.spacing(1, 2),
    fontSize: 14,
    borderTop: `1px solid ${theme.palette.divider}`,
  },
}));

/** Objectives of my teams with the least budget left. */
export function WorstBudgets() {
  const t = useWords();
  const classes = useStyles();
  const fleet = useRouteRef(slosRouteRef)();
  const newObjective = useRouteRef(newObjectiveRouteRef);
  const { value, error, loading, reload } = useWorstBudgets();
  const more = value ? value.total - value.worst.length : 0;
  return (
    <PageSection
      title={t('worstBudgets.title')}
      aside={<Link to={fleet}>{t('worstBudgets.all')}</Link>}
      flush
    >
      {error !== undefined && (
        <ErrorState
          error={error}
          title={t('worstBudgets.failed')}
          permission={objectiveReadPermission.name}
          onRetry={reload}
        />
      )}
      {!value && loading && (
        <TableSkeleton what={t('worstBudgets.title')} rows={4} columns={3} />
      )}
      {value?.total === 0 && (
        <EmptyState
          title={t('worstBudgets.none')}
          text={t('worstBudgets.noneText')}
          action={
            <LinkButton to={newObjective()} variant="outlined" color="primary">
              {t('fleet.create')}
            </LinkButton>
          }
        />
      )}
      {value && value.worst.length > 0 && (
        <ul className={classes.list}>
          {value.worst.map(objective => (
            <Row key={objective.id} objective={objective} />
          ))}
        </ul>
      )}
      {more > 0 && (
        <div className={classes.more}>
          <Link to={fleet}>{t('worstBudgets.more', { count: more })}</Link>
        </div>
      )}
    </PageSection>
  );
}

function Row(props: { objective: ObjectiveSummary }) {
  const { id, title, service, budget, state, reason } = props.objective;
  const classes = useStyles();
  const link = useRouteRef(objectiveRouteRef);
  return (
    <li className={classes.item}>
      <div className={classes.name}>
        <div className={classes.title}>
          <Link to={link({ id })} title={title} aria-label={title}>
            {promiseOf(props.objective)}
          </Link>
        </div>
        <div className={classes.service}>{service}</div>
      </div>
      <BudgetBar budget={budget} state={state} />
      <span>
        <ObjectiveStateChip state={state} reason={reason} />
      </span>
    </li>
  );
}
