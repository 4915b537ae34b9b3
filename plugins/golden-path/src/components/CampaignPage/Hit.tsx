import { makeStyles } from '@material-ui/core/styles';
import type {
  Campaign,
  CampaignService,
} from '@fairway/plugin-golden-path-common';
import {
  EmptyState,
  Facts,
  Money,
  PageSection,
  SectionSkeleton,
  StateChip,
  type WholeList,
} from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { costChanges } from './costChanges';
import { Kinds } from './Kinds';
import { NewlyDenied } from './NewlyDenied';
import type { OutcomeQuery } from './useOutcomeQuery';

const useStyles = makeStyles(theme => ({
  stack: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  changed: {
    margin: 0,
    fontSize: 22,
    fontWeight: 600,
    lineHeight: '28px',
    fontVariantNumeric: 'tabular-nums',
  },
}));

/** What will this hit? What is newly denied comes first. */
export function Hit(props: {
  campaign: Campaign;
  services?: WholeList<CampaignService>;
  query: OutcomeQuery;
}) {
  const { campaign, services, query } = props;
  const { impact, counts } = campaign;
  const t = useWords();
  const classes = useStyles();
  if (!impact) {
    return (
      <PageSection title={t('hit.title')}>
        {campaign.state === 'planning' ? (
          <SectionSkeleton what={t('hit.title')} height={280} />
        ) : (
          <EmptyState title={t('hit.pending')} />
        )}
      </PageSection>
    );
  }
  const denied = impact.newlyDenied.length;
  return (
    <PageSection
      title={t('hit.title')}
      aside={
        <StateChip
          state={denied > 0 ? 'critical' : 'good'}
          label={
            denied > 0
              ? t('hit.newlyDenied', { count: denied })
              : t('hit.noneDenied')
          }
        />
      }
    >
      <div className={classes.stack}>
        <p className={classes.changed}>
          {t('hit.changed', {
            changed: String(impact.changed),
            services: String(counts.services),
          })}
        </p>
        <NewlyDenied impact={impact} />
        {impact.changed === 0 && denied === 0 ? (
          <EmptyState title={t('hit.nothing')} text={t('hit.nothingText')} />
        ) : (
          <Kinds kinds={impact.kinds} query={query} />
        )}
        <Effects campaign={campaign} services={services} />
      </div>
    </PageSection>
  );
}

/** Cost, reviews and what the services were derived under; from all services, so it waits for the last of them. */
function Effects(props: {
  campaign: Campaign;
  services?: WholeList<CampaignService>;
}) {
  const { campaign, services } = props;
  const t = useWords();
  const versions = Object.entries(campaign.fromVersions);
  const items = services?.isWhole ? services.items : undefined;
  const costs = items && costChanges(items);
  const reviews =
    items?.filter(({ review }) => review?.decision === 'review').length ?? 0;
  return (
    <Facts
      facts={[
        {
          term: t('hit.cost'),
          value: costs
            ? costs.map(({ amount, currency }) => (
                <Money
                  key={currency}
                  amount={amount}
                  currency={currency}
                  signed
                />
              ))
            : '…',
        },
        {
          term: t('hit.reviewTerm'),
          value:
            items === undefined
              ? '…'
              : (reviews > 0 && t('hit.review', { count: reviews })) ||
                t('hit.reviewNone'),
        },
        ...(versions.length > 0
          ? [
              {
                term: t('hit.from'),
                value: versions
                  .map(([version, count]) =>
                    t('hit.fromVersion', {
                      version: version || t('hit.unknownVersion'),
                      count,
                    }),
                  )
                  .join(', '),
              },
            ]
          : []),
      ]}
    />
  );
}
