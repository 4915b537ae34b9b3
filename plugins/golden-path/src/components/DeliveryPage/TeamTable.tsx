import Link from '@material-ui/core/Link';
import { makeStyles } from '@material-ui/core/styles';
import type { DoraFigures } from '@fairway/plugin-golden-path-common';
import {
  DataTable,
  formatDuration,
  MiddleTruncate,
  useFairwayColors,
  type DataTableColumn,
} from '@fairway/ui';
import { useMemo } from 'react';
import { useWords, type Words } from '../../hooks/useWords';
import { rateInWords } from './rateInWords';

const useStyles = makeStyles(theme => ({
  none: { color: theme.palette.text.secondary },
  bar: { display: 'inline-flex', alignItems: 'center', gap: 8 },
  track: { width: 72, height: 6, borderRadius: 3, overflow: 'hidden' },
  fill: { height: '100%', borderRadius: 3 },
}));

const MOST_FIRST = { column: 'deployments', direction: 'desc' } as const;

/** Every team with its four keys. */
export function TeamTable(props: {
  teams: readonly DoraFigures[];
  onShow(team: string): void;
}) {
  const { teams, onShow } = props;
  const t = useWords();
  const columns = useMemo(
    () => columnsOf({ t, teams, onShow }),
    [t, teams, onShow],
  );
  return (
    <DataTable
      label={t('dora.teams')}
      urlKey="teams"
      columns={columns}
      rows={teams}
      rowKey={({ team }) => team ?? ''}
      filterText={({ team }) => team ?? ''}
      defaultSort={MOST_FIRST}
    />
  );
}

/** A number and how it compares with the greatest of all teams. */
function Compared(props: {
  text: string | undefined;
  /** Of the greatest; without, it is not drawn. */
  share?: number;
  isBad?: boolean;
}) {
  const { text, share, isBad } = props;
  const t = useWords();
  const classes = useStyles();
  const { chart, states } = useFairwayColors();
  if (text === undefined) {
    return <span className={classes.none}>{t('dora.noData')}</span>;
  }
  return (
    <span className={classes.bar}>
      {text}
      {share !== undefined && (
        <span
          aria-hidden
          className={classes.track}
          style={{ background: chart.grid }}
        >
          <span
            className={classes.fill}
            style={{
              display: 'block',
              width: `${Math.round(100 * share)}%`,
              background: isBad ? states.critical.solid : chart.accent,
            }}
          />
        </span>
      )}
    </span>
  );
}

function greatest(values: (number | undefined)[]): number {
  return Math.max(1e-9, ...values.map(value => value ?? 0));
}

function columnsOf(options: {
  t: Words;
  teams: readonly DoraFigures[];
  onShow(team: string): void;
}): DataTableColumn<DoraFigures>[] {
  const { t, teams, onShow } = options;
  const most = greatest(teams.map(each => each.deployments));
  const longest = greatest(teams.map(each => each.leadTime?.median));
  return [
    {
      id: 'team',
      title: t('dora.column.team'),
      grow: true,
      cell: ({ team = '' }) => (
        <Link component="button" variant="body2" onClick={() => onShow(team)}>
          <MiddleTruncate text={team} max={40} />
        </Link>
      ),
      sortValue: ({ team }) => team,
    },
    {
      id: 'deployments',
      title: t('dora.column.deployments'),
      numeric: true,
      cell: ({ deployments }) => (
        <Compared text={String(deployments)} share={deployments / most} />
      ),
      sortValue: ({ deployments }) => deployments,
    },
    {
      id: 'perDay',
      hideBelow: 'medium',
      title: t('dora.column.perDay'),
      numeric: true,
      cell: ({ deploymentsPerDay }) =>
        deploymentsPerDay.toLocaleString(undefined, {
          minimumFractionDigits: 2,
          maximumFractionDigits: 2,
        }),
      sortValue: ({ deploymentsPerDay }) => deploymentsPerDay,
    },
    {
      id: 'leadTime',
      title: t('dora.column.leadTime'),
      numeric: true,
      cell: ({ leadTime }) => (
        <Compared
          text={leadTime && formatDuration(leadTime.median)}
          share={(leadTime?.median ?? 0) / longest}
        />
      ),
      sortValue: ({ leadTime }) => leadTime?.median,
    },
    {
      id: 'failureRate',
      title: t('dora.column.failureRate'),
      numeric: true,
      cell: ({ changeFailureRate }) => (
        <Compared
          text={changeFailureRate && rateInWords(changeFailureRate.ratio)}
          share={changeFailureRate?.ratio ?? 0}
          isBad
        />
      ),
      sortValue: ({ changeFailureRate }) => changeFailureRate?.ratio,
    },
    {
      id: 'restore',
      hideBelow: 'narrow',
      title: t('dora.column.restore'),
      numeric: true,
      cell: ({ timeToRestore }) => (
        <Compared
          text={timeToRestore && formatDuration(timeToRestore.median)}
        />
      ),
      sortValue: ({ timeToRestore }) => timeToRestore?.median,
    },
  ];
}
