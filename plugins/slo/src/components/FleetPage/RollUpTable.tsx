import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  OBJECTIVE_STATES,
  objectiveReadPermission,
  type RollUp,
  type RollUpBy,
} from '@fairway/plugin-slo-common';
import {
  DataTable,
  EmptyState,
  ErrorState,
  StateChip,
  TableSkeleton,
  type DataTableColumn,
} from '@fairway/ui';
import { useMemo } from 'react';
import { formatLeft } from '../../format';
import { useRollUp, type ObjectiveList } from '../../hooks/useObjectives';
import { useWords, type Words } from '../../hooks/useWords';
import { objectiveRouteRef, slosRouteRef } from '../../routes';
import { nameOf, promiseOf } from '../shared/names';
import { OBJECTIVE_LOOKS } from '../shared/objectiveStates';
import { ClearFilters, FleetFilters, wordsOf } from './FleetFilters';
import { rollUpOf } from './rollUp';
import type { FleetQuery } from './useFleetQuery';

const useStyles = makeStyles(theme => ({
  states: { display: 'flex', gap: theme.spacing(0.5) },
}));

/** The worst first. */
const LOOKS = ['critical', 'attention', 'unknown', 'good'] as const;

/** Leads to the objectives of a row. */
function Key(props: {
  by: RollUpBy;
  row: RollUp;
  listOf: FleetQuery['listOf'];
  t: Words;
}) {
  const { by, row, listOf, t } = props;
  const list = useRouteRef(slosRouteRef)();
  return (
    <Link to={`${list}${listOf(by, row.key)}`}>
      {row.key === undefined ? t(`fleet.without.${by}`) : nameOf(row.key)}
    </Link>
  );
}

/** As many of each look as there are, and on hover of each state. */
function States(props: { row: RollUp; t: Words }) {
  const { row, t } = props;
  const classes = useStyles();
  return (
    <span className={classes.states}>
      {LOOKS.map(look => {
        const states = OBJECTIVE_STATES.filter(
          state => OBJECTIVE_LOOKS[state] === look && row.states[state] > 0,
        );
        const count = states.reduce((sum, state) => sum + row.states[state], 0);
        return count === 0 ? null : (
          <StateChip
            key={look}
            state={look}
            label={t(`rollUp.look.${look}`, { count })}
            title={states
              .map(state => `${row.states[state]} ${t(`state.${state}`)}`)
              .join(', ')}
          />
        );
      })}
    </span>
  );
}

function Worst(props: { row: RollUp }) {
  const { worst } = props.row;
  const link = useRouteRef(objectiveRouteRef);
  return worst ? (
    <Link to={link({ id: worst.id })}>
      {worst.service}: {promiseOf(worst)}
    </Link>
  ) : (
    <>–</>
  );
}

function columnsOf(
  by: RollUpBy,
  listOf: FleetQuery['listOf'],
  t: Words,
): DataTableColumn<RollUp>[] {
  const left = (ratio: number | undefined) =>
    ratio === undefined ? '–' : formatLeft(ratio);
  return [
    {
      id: 'key',
      title: t(`fleet.facet.${by}`),
      cell: row => <Key by={by} row={row} listOf={listOf} t={t} />,
      sortValue: ({ key }) => key && nameOf(key),
    },
    {
      id: 'objectives',
      title: t('rollUp.objectives'),
      numeric: true,
      cell: ({ objectives }) => objectives,
      sortValue: ({ objectives }) => objectives,
    },
    {
      id: 'states',
      title: t('rollUp.states'),
      cell: row => <States row={row} t={t} />,
      // The worst state that any is in, then how many are.
      sortValue: ({ states }) => {
        const worst = OBJECTIVE_STATES.findIndex(state => states[state] > 0);
        return worst < 0
          ? undefined
          : worst - states[OBJECTIVE_STATES[worst]] / 1e6;
      },
    },
    {
      id: 'least',
      title: t('rollUp.least'),
      numeric: true,
      cell: ({ leastBudget }) => left(leastBudget),
      sortValue: ({ leastBudget }) => leastBudget,
    },
    {
      id: 'median',
      hideBelow: 'wide',
      title: t('rollUp.median'),
      numeric: true,
      cell: ({ medianBudget }) => left(medianBudget),
      sortValue: ({ medianBudget }) => medianBudget,
    },
    {
      id: 'worst',
      hideBelow: 'medium',
      title: t('rollUp.worst'),
      grow: true,
      cell: row => <Worst row={row} />,
      sortValue: ({ worst }) => worst?.service,
    },
  ];
}

const WORST_FIRST = { column: 'least', direction: 'asc' } as const;

/** How objectives stand by owner, system, tier or business unit; each row leads to its objectives. */
export function RollUpTable(props: {
  by: RollUpBy;
  list: ObjectiveList;
  query: FleetQuery;
}) {
  const { by, list, query } = props;
  const { isNarrow, fits, state, listOf } = query;
  const t = useWords();
  const { value, error, loading, reload } = useRollUp(by);
  const columns = useMemo(() => columnsOf(by, listOf, t), [by, listOf, t]);
  // The backend sums up all of them; what is narrowed down is known here only, once all have come.
  const narrowed = useMemo(
    () =>
      isNarrow && list.isWhole
        ? rollUpOf(
            list.items.filter(
              each => fits(each) && (!state || each.state === state),
            ),
            by,
          )
        : undefined,
    [isNarrow, list, fits, state, by],
  );
  const rows = isNarrow ? narrowed : value;
  return (
    <>
      {error !== undefined && (
        <ErrorState
          error={error}
          title={t('rollUp.failed')}
          kept={t('fleet.kept')}
          permission={objectiveReadPermission.name}
          onRetry={reload}
        />
      )}
      {!rows && (isNarrow || loading) && (
        <TableSkeleton what={t(`fleet.by.${by}`)} columns={6} rows={8} />
      )}
      {rows && (
        <DataTable
          label={t(`fleet.by.${by}`)}
          urlKey="rollUp"
          columns={columns}
          rows={rows}
          total={value?.length}
          rowKey={({ key = '' }) => key}
          filter={wordsOf(query)}
          toolbar={<FleetFilters page={list.page} query={query} />}
          defaultSort={WORST_FIRST}
          empty={
            isNarrow ? (
              <EmptyState
                title={t('fleet.none')}
                text={t('fleet.noneText')}
                action={<ClearFilters query={query} />}
              />
            ) : (
              <EmptyState title={t('rollUp.none')} />
            )
          }
        />
      )}
    </>
  );
}
