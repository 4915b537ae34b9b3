import { Content, Header, Page } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { campaignRunPermission } from '@fairway/plugin-golden-path-common';
import { ErrorState, ForbiddenState, SectionSkeleton } from '@fairway/ui';
import { useSearchParams } from 'react-router-dom';
import { useCampaignMaterial } from '../../hooks/useCampaignMaterial';
import { useWords } from '../../hooks/useWords';
import { campaignsRouteRef } from '../../routes';
import { CampaignFormContent } from './CampaignFormContent';

/** Where a campaign is planned; `?draft=` begins with what a draft changes. */
export function NewCampaignPage() {
  const t = useWords();
  const [params] = useSearchParams();
  const list = useRouteRef(campaignsRouteRef)();
  const permission = usePermission({ permission: campaignRunPermission });
  const { value, error, loading, reload } = useCampaignMaterial(
    params.get('draft') ?? undefined,
  );
  const isForbidden = !permission.loading && !permission.allowed;
  return (
    <Page themeId="tool">
      <Header
        title={t('campaignForm.title')}
        subtitle={t('campaignForm.subtitle')}
        type={t('campaigns.title')}
        typeLink={list}
      />
      <Content>
        {isForbidden && (
          <ForbiddenState
            message={t('campaignForm.forbidden')}
            permission={campaignRunPermission.name}
          />
        )}
        {!isForbidden && error !== undefined && (
          <ErrorState
            error={error}
            title={t('campaignForm.failed')}
            onRetry={reload}
          />
        )}
        {!isForbidden && !value && loading && (
          <SectionSkeleton what={t('campaignForm.title')} height={640} />
        )}
        {!isForbidden && value && <CampaignFormContent material={value} />}
      </Content>
    </Page>
  );
}
