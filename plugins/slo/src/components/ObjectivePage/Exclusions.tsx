import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { Exclusion, ObjectiveAnswer } from '@fairway/plugin-slo-common';
import {
  DataTable,
  DateTime,
  EmptyState,
  formatDuration,
  OwnerLink,
  StateChip,
  type DataTableColumn,
} from '@fairway/ui';
import { useState } from 'react';
import { useWords, type Words } from '../../hooks/useWords';
import { ExcludeDialog } from './ExcludeDialog';
import { WithdrawDialog } from './WithdrawDialog';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 2),
    alignItems: 'center',
    marginBottom: theme.spacing(1.5),
    fontSize: 14,
  },
  said: { fontSize: 13, color: theme.palette.text.secondary },
}));

function secondsOf({ from, to }: Exclusion): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}

function Why(props: { exclusion: Exclusion }) {
  const { reason, withdrawn } = props.exclusion;
  const t = useWords();
  const classes = useStyles();
  return (
    <div>
      {reason}
      {withdrawn && (
        <div className={classes.said}>
          {t('exclusions.withdrawnBy', {
            by: <OwnerLink owner={withdrawn.by} />,
            reason: withdrawn.reason,
          })}
        </div>
      )}
    </div>
  );
}

function columnsOf(options: {
  t: Words;
  onWithdraw?: (exclusion: Exclusion) => void;
}): DataTableColumn<Exclusion>[] {
  const { t, onWithdraw } = options;
  return [
    {
      id: 'from',
      title: t('exclusions.from'),
      cell: ({ from }) => <DateTime iso={from} />,
      sortValue: ({ from }) => from,
      rowHeader: true,
    },
    {
      id: 'to',
      title: t('exclusions.to'),
      cell: ({ to }) => <DateTime iso={to} />,
      sortValue: ({ to }) => to,
    },
    {
      id: 'lasts',
      title: t('exclusions.lasts'),
      cell: exclusion => formatDuration(secondsOf(exclusion)),
      sortValue: secondsOf,
      numeric: true,
      hideBelow: 'medium',
    },
    {
      id: 'state',
      title: t('exclusions.state'),
      cell: ({ state }) =>
        state === 'active' ? (
          <StateChip state="unknown" label={t('exclusions.states.active')} />
        ) : (
          t(`exclusions.states.${state}`)
        ),
      sortValue: ({ state }) => state,
    },
    {
      id: 'why',
      title: t('exclusions.reason'),
      cell: exclusion => <Why exclusion={exclusion} />,
      prose: true,
      grow: true,
    },
    {
      id: 'by',
      title: t('exclusions.by'),
      cell: ({ by }) => <OwnerLink owner={by} />,
      sortValue: ({ by }) => by,
    },
    {
      id: 'of',
      title: t('exclusions.of'),
      cell: ({ objective, service }) =>
        objective === undefined
          ? t('exclusions.ofService', { service })
          : t('exclusions.ofObjective'),
      hideBelow: 'wide',
    },
    ...(onWithdraw
      ? [
          {
            id: 'actions',
            title: t('exclusions.actions'),
            cell: (exclusion: Exclusion) =>
              exclusion.state === 'withdrawn' ? null : (
                <Button
                  size="small"
                  aria-label={t('exclusions.withdrawNamed', {
                    reason: exclusion.reason,
                  })}
                  onClick={() => onWithdraw(exclusion)}
                >
                  {t('exclusions.withdraw')}
                </Button>
              ),
          },
        ]
      : []),
  ];
}

/** The times that do not count: who took them out, and why. */
export function Exclusions(props: {
  value: ObjectiveAnswer;
  onChange(): void;
}) {
  const { value, onChange } = props;
  const { exclusions, may, owner } = value;
  const t = useWords();
  const classes = useStyles();
  const [isAdding, setAdding] = useState(false);
  const [withdrawing, setWithdrawing] = useState<Exclusion>();
  const close = () => {
    setAdding(false);
    setWithdrawing(undefined);
  };
  const done = () => {
    close();
    onChange();
  };
  return (
    <>
      <div className={classes.bar}>
        {may.exclude ? (
          <Button
            variant="outlined"
            size="small"
            onClick={() => setAdding(true)}
          >
            {t('exclusions.add')}
          </Button>
        ) : (
          <span>
            {owner
              ? t('exclusions.onlyOwner', {
                  owner: <OwnerLink owner={owner} />,
                })
              : t('exclusions.onlyOwners')}
          </span>
        )}
      </div>
      <DataTable
        label={t('exclusions.table')}
        urlKey="exclusions"
        columns={columnsOf({
          t,
          onWithdraw: may.exclude ? setWithdrawing : undefined,
        })}
        rows={exclusions}
        rowKey={({ id }) => id}
        defaultSort={{ column: 'from', direction: 'desc' }}
        empty={
          <EmptyState
            title={t('exclusions.none')}
            text={t('exclusions.noneText')}
          />
        }
      />
      {isAdding && (
        <ExcludeDialog value={value} onDone={done} onClose={close} />
      )}
      {withdrawing && (
        <WithdrawDialog exclusion={withdrawing} onDone={done} onClose={close} />
      )}
    </>
  );
}
