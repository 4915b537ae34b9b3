import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { CostEstimate } from '@fairway/plugin-golden-path-common';
import {
  DataTable,
  EmptyState,
  EnvironmentChip,
  Money,
  type DataTableColumn,
} from '@fairway/ui';
import { useMemo } from 'react';
import { useWords } from '../../hooks/useWords';

const useStyles = makeStyles(theme => ({
  note: { padding: theme.spacing(1, 2) },
}));

type Line = CostEstimate['lines'][number];

/** Where the monthly cost comes from: a line for each environment and cluster. */
export function CostTable(props: { cost: CostEstimate }) {
  const { lines, currency, note } = props.cost;
  const t = useWords();
  const classes = useStyles();
  const columns = useMemo<DataTableColumn<Line>[]>(() => {
    const money = (
      id: 'cpu' | 'memory' | 'other' | 'total',
    ): DataTableColumn<Line> => ({
      id,
      title: t(`cost.${id}`),
      numeric: true,
      cell: line => <Money amount={line[id]} currency={currency} />,
      sortValue: line => Number(line[id]),
    });
    return [
      { id: 'cluster', title: t('cost.cluster'), cell: line => line.cluster },
      {
        id: 'environment',
        title: t('cost.environment'),
        cell: line => <EnvironmentChip environment={line.environment} />,
      },
      {
        id: 'replicas',
        title: t('cost.replicas'),
        numeric: true,
        cell: line => line.replicas,
        sortValue: line => line.replicas,
      },
      money('cpu'),
      money('memory'),
      money('other'),
      money('total'),
    ];
  }, [t, currency]);
  return (
    <>
      {note !== undefined && (
        <Typography variant="body2" className={classes.note}>
          {note}
        </Typography>
      )}
      <DataTable
        label={t('cost.title')}
        urlKey="cost"
        columns={columns}
        rows={lines}
        rowKey={line => `${line.environment} ${line.cluster}`}
        empty={<EmptyState title={t('cost.empty')} />}
      />
    </>
  );
}
