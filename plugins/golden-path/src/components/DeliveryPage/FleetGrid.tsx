import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import {
  DELIVERY_STATES,
  type DeliverySummary,
} from '@fairway/plugin-golden-path-common';
import {
  DataTable,
  EmptyState,
  FilterChips,
  FilterSelect,
  MiddleTruncate,
  StateChip,
  TierChip,
  formatAge,
  type DataTableColumn,
  type State,
} from '@fairway/ui';
import { useMemo } from 'react';
import type { DeliveryList } from '../../hooks/useDelivery';
import { useFlowLink } from '../../hooks/useFlowLink';
import { useWords, type Words } from '../../hooks/useWords';
import {
  imageInShort,
  releaseInShort,
  releaseInWords,
  releaseLook,
} from '../shared/deliveryStates';
import {
  DELIVERY_LOOKS,
  lookOf,
  useDeliveryQuery,
  type DeliveryLook,
} from './useDeliveryQuery';

const LOOKS: Record<DeliveryLook, State> = {
  failed: 'critical',
  missing: 'unknown',
  fine: 'good',
  silent: 'unknown',
};

const useStyles = makeStyles(theme => ({
  chips: { padding: theme.spacing(1, 2, 0) },
  silent: { color: theme.palette.text.secondary },
}));

/** Services × environments, those that need a look first. */
export function FleetGrid(props: { list: DeliveryList }) {
  const { items, isWhole } = props.list;
  const query = useDeliveryQuery();
  const { fits } = query;
  const t = useWords();
  const classes = useStyles();
  const environments = useMemo(() => environmentsOf(items), [items]);
  const columns = useMemo(
    () => columnsOf({ t, environments }),
    [t, environments],
  );
  // Those that need a look first, for as long as nobody sorts.
  const rows = useMemo(
    () =>
      items
        .filter(each => fits(each))
        .sort(
          (a, b) =>
            DELIVERY_LOOKS.indexOf(lookOf(a)) -
            DELIVERY_LOOKS.indexOf(lookOf(b)),
        ),
    [items, fits],
  );
  const teams = useMemo(
    () => [...new Set(items.map(({ team }) => team))].sort(),
    [items],
  );
  const counts = useMemo(() => countsOf(items), [items]);
  if (items.length === 0 && isWhole) {
    return (
      <EmptyState
        title={t('delivery.noServices')}
        text={t('delivery.noServicesText')}
      />
    );
  }
  return (
    <>
      <div className={classes.chips}>
        <FilterChips
          label={t('delivery.chips')}
          value={query.look}
          onChange={look => query.set({ look })}
          options={DELIVERY_LOOKS.filter(
            look => counts[look] > 0 || look === query.look,
          ).map(look => ({
            value: look,
            title: t(`delivery.look.${look}`),
            count: counts[look],
            look: LOOKS[look],
          }))}
        />
      </div>
      <DataTable
        label={t('delivery.heading')}
        columns={columns}
        rows={rows}
        rowKey={({ service }) => service}
        rowVersion={({ environments: each }) => JSON.stringify(each)}
        filterText={({ service, team }) => `${service} ${team}`}
        toolbar={
          <>
            <FilterSelect
              label={t('delivery.team')}
              all={t('delivery.allTeams')}
              value={query.team}
              options={teams.map(team => ({ value: team, title: team }))}
              onChange={team => query.set({ team })}
            />
            <FilterSelect
              label={t('delivery.stateFilter')}
              all={t('delivery.allStates')}
              value={query.state}
              options={DELIVERY_STATES.map(state => ({
                value: state,
                title: t(`delivery.state.${state}`),
              }))}
              onChange={state =>
                query.set({
                  state: DELIVERY_STATES.find(each => each === state),
                })
              }
            />
            {query.isNarrow && (
              <Button size="small" onClick={query.clear}>
                {t('delivery.clear')}
              </Button>
            )}
          </>
        }
        empty={
          <EmptyState
            title={t('delivery.none')}
            text={t('delivery.noneText')}
            action={
              <Button variant="outlined" size="small" onClick={query.clear}>
                {t('delivery.clear')}
              </Button>
            }
          />
        }
      />
    </>
  );
}

function countsOf(
  items: readonly DeliverySummary[],
): Record<DeliveryLook, number> {
  const counts = { failed: 0, missing: 0, fine: 0, silent: 0 };
  for (const item of items) {
    counts[lookOf(item)] += 1;
  }
  return counts;
}

/** In the order of the services that have most of them, which is that of the contract. */
function environmentsOf(items: readonly DeliverySummary[]): string[] {
  const all = new Set(
    [...items]
      .sort((a, b) => b.environments.length - a.environments.length)
      .flatMap(({ environments }) =>
        environments.map(({ environment }) => environment),
      ),
  );
  return [...all];
}

function Service(props: { service: string }) {
  const { service } = props;
  const link = useFlowLink();
  return (
    <Link to={link({ service })}>
      <MiddleTruncate text={service} max={30} />
    </Link>
  );
}

function Cell(props: { row: DeliverySummary; environment: string }) {
  const { row, environment } = props;
  const t = useWords();
  const classes = useStyles();
  const found = row.environments.find(
    ({ environment: name }) => name === environment,
  );
  if (!found) {
    return null;
  }
  const { state, failed, missing, image, since } = found;
  if (!state) {
    return <span className={classes.silent}>{t('delivery.look.silent')}</span>;
  }
  const words = releaseInWords({ state, failed, missing }, t);
  return (
    <Tooltip
      title={[
        words,
        image && imageInShort(image),
        since && formatAge({ since, now: Date.now() }),
      ]
        .filter(Boolean)
        .join(' · ')}
    >
      <span>
        <StateChip
          state={releaseLook({ state, failed, missing })}
          label={releaseInShort({ state, failed, missing }, t)}
        />
      </span>
    </Tooltip>
  );
}

/** What failed first, then what lacks evidence, then how far it got. */
function rankOf(row: DeliverySummary, environment: string): number {
  const found = row.environments.find(
    ({ environment: name }) => name === environment,
  );
  if (!found?.state) {
    return found ? 900 : 999;
  }
  const { failed, missing, state } = found;
  return (
    (failed ? 0 : 200) +
    (missing > 0 ? 0 : 100) +
    DELIVERY_STATES.indexOf(state)
  );
}

function columnsOf(options: {
  t: Words;
  environments: readonly string[];
}): DataTableColumn<DeliverySummary>[] {
  const { t, environments } = options;
  return [
    {
      id: 'service',
      title: t('delivery.column.service'),
      grow: true,
      cell: ({ service }) => <Service service={service} />,
      sortValue: ({ service }) => service,
    },
    {
      id: 'team',
      hideBelow: 'wide',
      title: t('delivery.column.team'),
      cell: ({ team }) => <MiddleTruncate text={team} max={22} />,
      sortValue: ({ team }) => team,
    },
    {
      id: 'tier',
      hideBelow: 'narrow',
      title: t('delivery.column.tier'),
      cell: ({ tier }) => <TierChip tier={tier} />,
      sortValue: ({ tier }) => tier,
    },
    ...environments.map(
      (environment): DataTableColumn<DeliverySummary> => ({
        id: environment,
        title: environment,
        cell: row => <Cell row={row} environment={environment} />,
        sortValue: row => rankOf(row, environment),
      }),
    ),
  ];
}
