import { Content, Header, Page } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { campaignReadPermission } from '@fairway/plugin-golden-path-common';
import { ErrorState, SectionSkeleton } from '@fairway/ui';
import { useParams } from 'react-router-dom';
import { useCampaign } from '../../hooks/useCampaigns';
import { useWords } from '../../hooks/useWords';
import { campaignsRouteRef } from '../../routes';
import { CampaignContent } from './CampaignContent';
import { CampaignSubtitle } from './CampaignSubtitle';

/** One campaign: what will this hit, and how far is it? */
export function CampaignPage() {
  const t = useWords();
  const { id = '' } = useParams();
  const list = useRouteRef(campaignsRouteRef)();
  const { value, error, loading, reload, put } = useCampaign(id);
  return (
    <Page themeId="tool">
      <Header
        title={value?.title ?? t('campaign.title')}
        subtitle={value ? <CampaignSubtitle campaign={value} /> : ' '}
        type={t('campaigns.title')}
        typeLink={list}
      />
      <Content>
        {error !== undefined && (
          <ErrorState
            error={error}
            title={t('campaign.failed')}
            kept={t(value ? 'campaign.keptOld' : 'campaign.kept')}
            permission={campaignReadPermission.name}
            onRetry={reload}
          />
        )}
        {!value && loading && (
          <SectionSkeleton what={t('campaign.title')} height={640} />
        )}
        {value && (
          <CampaignContent
            campaign={value}
            onChange={changed => put({ ...changed, teams: value.teams })}
            onLost={reload}
          />
        )}
      </Content>
    </Page>
  );
}
