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
import { useRollUp } from '../../hooks/useObjectives';
import { useWords, type Words } from '../../hooks/useWords';
import { objectiveRouteRef, slosRouteRef } from '../../routes';
import { nameOf, promiseOf } from '../shared/names';
import { OBJECTIVE_LOOKS } from '../shared/objectiveStates';
import { listOf } from './useFleetQuery';

const useStyles = makeStyles(theme => ({
  states: { display: 'flex', gap: theme.spacing(0.5) },
}));

/** The worst first. */
const LOOKS = ['critical', 'attention', 'unknown', 'good'] as const;

/** Leads to the objectives of a row. */
function Key(props: { by: RollUpBy; row: RollUp; t: Words }) {
  const { by, row, t } = props;
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

function columnsOf(by: RollUpBy, t: Words): DataTableColumn<RollUp>[] {
  const left = (ratio: number | undefined) =>
    ratio === undefined ? '–' : formatLeft(ratio);
  return [
    {
      id: 'key',
      title: t(`fleet.facet.${by}`),
      cell: row => <Key by={by} row={row} t={t} />,
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
export function RollUpTable(props: { by: RollUpBy }) {
  const { by } = props;
  const t = useWords();
  const { value, error, loading, reload } = useRollUp(by);
  const columns = useMemo(() => columnsOf(by, t), [by, t]);
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
      {!value && loading && (
        <TableSkeleton what={t(`fleet.by.${by}`)} columns={6} rows={8} />
      )}
      {value && (
        <DataTable
          label={t(`fleet.by.${by}`)}
          urlKey="rollUp"
          columns={columns}
          rows={value}
          rowKey={({ key = '' }) => key}
          filterText={({ key }) =>
            key === undefined ? t(`fleet.without.${by}`) : nameOf(key)
          }
          defaultSort={WORST_FIRST}
          empty={<EmptyState title={t('rollUp.none')} />}
        />
      )}
    </>
  );
}
