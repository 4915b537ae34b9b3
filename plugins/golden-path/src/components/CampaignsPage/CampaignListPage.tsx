import { Content, Header, LinkButton, Page } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  campaignReadPermission,
  type CampaignState,
} from '@fairway/plugin-golden-path-common';
import {
  EmptyState,
  ErrorState,
  PageSection,
  Segmented,
  TableSkeleton,
} from '@fairway/ui';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useCampaigns } from '../../hooks/useCampaigns';
import { useNewCampaign } from '../../hooks/useNewCampaign';
import { useWords } from '../../hooks/useWords';
import { Pager } from '../ChangeRequestsPage/Pager';
import { CampaignTable } from './CampaignTable';

const useStyles = makeStyles(theme => ({
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
    padding: theme.spacing(1.5, 2),
  },
}));

/** States that people look for; the others are found under all. */
const ASKED: readonly CampaignState[] = [
  'planned',
  'running',
  'paused',
  'done',
];

/** All campaigns: which are under way, and how far they are. */
export function CampaignListPage() {
  const t = useWords();
  const classes = useStyles();
  const newCampaign = useNewCampaign();
  const [params, setParams] = useSearchParams();
  const state = ASKED.find(each => each === params.get('state'));
  // The pages that were left behind; the last one is the page that is shown.
  const [trail, setTrail] = useState<{ of?: string; cursors: string[] }>({
    cursors: [],
  });
  const cursors = trail.of === state ? trail.cursors : [];
  const { value, error, loading, reload } = useCampaigns({
    state,
    cursor: cursors[cursors.length - 1],
  });
  const go = (next: string[]) => setTrail({ of: state, cursors: next });
  const show = (next: string) =>
    setParams(next === 'all' ? {} : { state: next }, { replace: true });
  const button = newCampaign && (
    <LinkButton to={newCampaign} variant="contained" color="primary">
      {t('campaigns.new')}
    </LinkButton>
  );
  const empty = state ? (
    <EmptyState
      title={t('campaigns.noneInState')}
      text={t('campaigns.noneInStateText')}
      action={
        <Button variant="outlined" size="small" onClick={() => show('all')}>
          {t('campaigns.showAll')}
        </Button>
      }
    />
  ) : (
    <EmptyState
      title={t('campaigns.empty')}
      text={t('campaigns.emptyText')}
      action={button}
    />
  );
  const isEmpty = value?.items.length === 0 && !state;

  return (
    <Page themeId="tool">
      <Header title={t('campaigns.title')} subtitle={t('campaigns.subtitle')} />
      <Content>
        <PageSection
          title={t('campaigns.heading')}
          aside={
            <span role="status">
              {value ? t('campaigns.total', { count: value.total }) : ''}
            </span>
          }
          flush
        >
          {!isEmpty && (
            <div className={classes.filters}>
              <Segmented
                label={t('campaigns.state')}
                value={state ?? 'all'}
                onChange={show}
                options={[
                  { value: 'all', title: t('campaigns.all') },
                  ...ASKED.map(each => ({
                    value: each,
                    title: t(`campaignState.${each}`),
                  })),
                ]}
              />
              {button}
            </div>
          )}
          {error !== undefined && (
            <ErrorState
              error={error}
              title={t('campaigns.failed')}
              permission={campaignReadPermission.name}
              onRetry={reload}
            />
          )}
          {!value && loading && (
            <TableSkeleton what={t('campaigns.what')} columns={6} rows={8} />
          )}
          {value && <CampaignTable campaigns={value.items} empty={empty} />}
          {value && (cursors.length > 0 || value.nextCursor) && (
            <Pager
              page={cursors.length + 1}
              onPrevious={
                cursors.length > 0 ? () => go(cursors.slice(0, -1)) : undefined
              }
              onNext={
                value.nextCursor
                  ? () => go([...cursors, String(value.nextCursor)])
                  : undefined
              }
            />
          )}
        </PageSection>
      </Content>
    </Page>
  );
}
