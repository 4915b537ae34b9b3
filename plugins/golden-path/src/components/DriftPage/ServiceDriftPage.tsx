import { Content, Header, Page } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { contractReadPermission } from '@fairway/plugin-golden-path-common';
import { ErrorState, SectionSkeleton } from '@fairway/ui';
import { useParams } from 'react-router-dom';
import { useServiceDrift } from '../../hooks/useDrift';
import { useWords } from '../../hooks/useWords';
import { driftRouteRef } from '../../routes';
import { ServiceDriftContent } from './ServiceDriftContent';

/** How does this service differ from what is derived, and what mends it? */
export function ServiceDriftPage() {
  const t = useWords();
  const { service = '' } = useParams();
  const list = useRouteRef(driftRouteRef)();
  const { value, error, loading, reload } = useServiceDrift(service);
  return (
    <Page themeId="tool">
      <Header
        title={t('serviceDrift.title', { service })}
        pageTitleOverride={t('serviceDrift.title', { service })}
        type={t('drift.title')}
        typeLink={list}
      />
      <Content>
        {error !== undefined && (
          <ErrorState
            error={error}
            title={t('serviceDrift.failed')}
            kept={t('drift.kept')}
            permission={contractReadPermission.name}
            onRetry={reload}
          />
        )}
        {!value && loading && (
          <SectionSkeleton what={t('drift.title')} height={560} />
        )}
        {value && <ServiceDriftContent drift={value} />}
      </Content>
    </Page>
  );
}
