import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Campaign,
  CampaignService,
} from '@fairway/plugin-golden-path-common';
import {
  DataTable,
  EmptyState,
  PageSection,
  TableSkeleton,
  type WholeList,
} from '@fairway/ui';
import { useMemo } from 'react';
import type { CampaignInSight } from '../../hooks/useCampaigns';
import { useWords } from '../../hooks/useWords';
import { OutcomeFilters } from './OutcomeFilters';
import { outcomeColumns } from './outcomeColumns';
import { StateFilters } from './StateFilters';
import { ServiceDialog } from './ServiceDialog';
import { OUTCOMES_ID } from './showOutcomes';
import type { OutcomeQuery } from './useOutcomeQuery';

const useStyles = makeStyles(theme => ({
  // What leads here from above leaves a little room over it.
  anchor: { scrollMarginTop: theme.spacing(1) },
  states: { padding: theme.spacing(1, 2, 0) },
}));

/** Those that need somebody come first. */
const WORST_FIRST = { column: 'state', direction: 'asc' } as const;

/** What becomes of each service. */
export function Outcomes(props: {
  campaign: CampaignInSight;
  services?: WholeList<CampaignService>;
  query: OutcomeQuery;
  onChange(campaign: Campaign): void;
  onLost(): void;
}) {
  const { campaign, services, query, onChange, onLost } = props;
  const { fits, set } = query;
  const t = useWords();
  const classes = useStyles();
  const columns = useMemo(
    () => outcomeColumns({ t, showDetails: service => set({ service }) }),
    [t, set],
  );
  const rows = useMemo(
    () => (services?.items ?? []).filter(service => fits(service)),
    [services, fits],
  );
  const detailed = services?.items.find(({ name }) => name === query.service);
  return (
    <div id={OUTCOMES_ID} className={classes.anchor}>
      <PageSection
        title={t('outcome.title')}
        aside={
          <span role="status">
            {services && !services.isWhole
              ? t('outcome.loading', {
                  shown: String(services.items.length),
                  total: String(services.page.total),
                })
              : ''}
          </span>
        }
        flush
      >
        <div className={classes.states}>
          <StateFilters
            counts={campaign.counts}
            state={query.state}
            onChange={state => set({ state: state ?? null })}
          />
        </div>
        {services ? (
          <DataTable
            label={t('outcome.title')}
            columns={columns}
            rows={rows}
            rowKey={({ name }) => name}
            defaultSort={WORST_FIRST}
            rowVersion={({ state, request, updatedAt }) =>
              `${state} ${request?.state} ${updatedAt}`
            }
            filterText={({ name, team, kinds }) =>
              `${name} ${team} ${kinds.join(' ')}`
            }
            toolbar={
              <OutcomeFilters
                campaign={campaign}
                services={services.items}
                query={query}
              />
            }
            empty={
              <EmptyState
                title={t('outcome.none')}
                text={t('outcome.noneText')}
                action={
                  <Button variant="outlined" size="small" onClick={query.clear}>
                    {t('outcome.clear')}
                  </Button>
                }
              />
            }
          />
        ) : (
          <TableSkeleton what={t('outcome.what')} columns={8} rows={10} />
        )}
      </PageSection>
      {detailed && (
        <ServiceDialog
          campaign={campaign}
          service={detailed}
          onChange={onChange}
          onLost={onLost}
          onClose={() => set({ service: null })}
        />
      )}
    </div>
  );
}
