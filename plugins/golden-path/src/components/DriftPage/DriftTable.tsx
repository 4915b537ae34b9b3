import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { ServiceDriftSummary } from '@fairway/plugin-golden-path-common';
import {
  Age,
  DataTable,
  EmptyState,
  FilterSelect,
  MiddleTruncate,
  StateChip,
  TierChip,
  type DataTableColumn,
} from '@fairway/ui';
import { useMemo } from 'react';
import type { DriftList } from '../../hooks/useDrift';
import { useWords, type Words } from '../../hooks/useWords';
import { changeRequestRouteRef, serviceDriftRouteRef } from '../../routes';
import { DRIFT_LOOKS, DRIFT_ORDER, driftInWords } from '../shared/driftStates';
import type { DriftListQuery } from './useDriftQuery';

const useStyles = makeStyles({
  // Two lines fit into a row; what is longer still is whole on hover.
  what: {
    display: '-webkit-box',
    WebkitLineClamp: 2,
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
    whiteSpace: 'normal',
    fontSize: 13,
    lineHeight: '14.5px',
  },
});

function What(props: { words: string }) {
  const classes = useStyles();
  return (
    <span className={classes.what} title={props.words}>
      {props.words}
    </span>
  );
}

function Service(props: { service: string }) {
  const { service } = props;
  const to = useRouteRef(serviceDriftRouteRef)({ service });
  return (
    <Link to={to}>
      <MiddleTruncate text={service} max={28} />
    </Link>
  );
}

function Request(props: { drift: ServiceDriftSummary }) {
  const { request } = props.drift;
  const t = useWords();
  const link = useRouteRef(changeRequestRouteRef);
  return request ? (
    <Link to={link({ id: request.id })}>
      {t('drift.request', { number: String(request.number) })}
    </Link>
  ) : (
    <>–</>
  );
}

function columnsOf(t: Words): DataTableColumn<ServiceDriftSummary>[] {
  return [
    {
      id: 'service',
      title: t('drift.column.service'),
      cell: ({ service }) => <Service service={service} />,
      sortValue: ({ service }) => service,
    },
    {
      id: 'state',
      title: t('drift.column.state'),
      cell: ({ state }) => (
        <StateChip
          state={DRIFT_LOOKS[state]}
          label={t(`drift.state.${state}`)}
          title={t(`drift.stateText.${state}`)}
        />
      ),
      sortValue: ({ state }) => DRIFT_ORDER.indexOf(state),
    },
    {
      id: 'what',
      title: t('drift.column.what'),
      grow: true,
      cell: drift => {
        const words = driftInWords(drift, t);
        return <What words={words || t('drift.nothing')} />;
      },
      sortValue: ({ files }) =>
        -(files.edited + files.missing + files.foreign + files.behind),
    },
    {
      id: 'team',
      hideBelow: 'narrow',
      title: t('drift.column.team'),
      cell: ({ team }) => <MiddleTruncate text={team} max={18} />,
      sortValue: ({ team }) => team,
    },
    {
      id: 'tier',
      hideBelow: 'medium',
      title: t('drift.column.tier'),
      cell: ({ tier }) => <TierChip tier={tier} />,
      sortValue: ({ tier }) => tier,
    },
    {
      id: 'version',
      hideBelow: 'wide',
      title: t('drift.column.version'),
      cell: ({ contractVersion }) =>
        contractVersion ?? t('drift.versionUnknown'),
      sortValue: ({ contractVersion }) => contractVersion,
    },
    {
      id: 'request',
      title: t('drift.column.request'),
      cell: drift => <Request drift={drift} />,
      sortValue: ({ request }) => request?.number,
    },
    {
      id: 'since',
      hideBelow: 'wide',
      title: t('drift.column.since'),
      numeric: true,
      cell: ({ since }) => <Age since={since} />,
      sortValue: ({ since }) => since,
    },
  ];
}

const WORST_FIRST = { column: 'state', direction: 'asc' } as const;

/** Every service with how it stands, the worst first. */
export function DriftTable(props: { list: DriftList; query: DriftListQuery }) {
  const { list, query } = props;
  const { items, page } = list;
  const { fits } = query;
  const t = useWords();
  const columns = useMemo(() => columnsOf(t), [t]);
  const rows = useMemo(() => items.filter(each => fits(each)), [items, fits]);
  const choices = useMemo(
    () => ({
      teams: [...new Set(items.map(({ team }) => team))].sort(),
      tiers: [...new Set(items.map(({ tier }) => tier))].sort(),
    }),
    [items],
  );
  if (items.length === 0) {
    return page.checkedAt ? (
      <EmptyState
        title={t('drift.noServices')}
        text={t('drift.noServicesText')}
      />
    ) : (
      <EmptyState title={t('drift.empty')} text={t('drift.emptyText')} />
    );
  }
  return (
    <DataTable
      label={t('drift.title')}
      columns={columns}
      rows={rows}
      rowKey={({ service }) => service}
      rowVersion={drift =>
        `${drift.state} ${driftInWords(drift, t)} ${drift.request?.state}`
      }
      filterText={({ service, team }) => `${service} ${team}`}
      defaultSort={WORST_FIRST}
      toolbar={
        <>
          <FilterSelect
            label={t('drift.team')}
            all={t('drift.allTeams')}
            value={query.team}
            options={choices.teams.map(team => ({ value: team, title: team }))}
            onChange={team => query.set({ team })}
          />
          <FilterSelect
            label={t('drift.tier')}
            all={t('drift.allTiers')}
            value={query.tier}
            options={choices.tiers.map(tier => ({ value: tier, title: tier }))}
            onChange={tier => query.set({ tier })}
          />
          {query.isNarrow && (
            <Button size="small" onClick={query.clear}>
              {t('drift.clear')}
            </Button>
          )}
        </>
      }
      empty={
        <EmptyState
          title={t('drift.none')}
          text={t('drift.noneText')}
          action={
            <Button variant="outlined" size="small" onClick={query.clear}>
              {t('drift.clear')}
            </Button>
          }
        />
      }
    />
  );
}
