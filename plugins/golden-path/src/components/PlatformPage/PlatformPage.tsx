import { Content, Header, Page } from '@backstage/core-components';
import { contractReadPermission } from '@fairway/plugin-golden-path-common';
import { ErrorState, SectionSkeleton } from '@fairway/ui';
import { useContract } from '../../hooks/useContract';
import { useWords } from '../../hooks/useWords';
import { PlatformContent } from './PlatformContent';

/** What the platform promises and expects. */
export function PlatformPage() {
  const t = useWords();
  const { value, error, loading, reload } = useContract();
  const contract = value?.contract;
  return (
    <Page themeId="tool">
      <Header
        title={t('platform.title')}
        subtitle={
          contract
            ? t('platform.subtitle', {
                title: contract.metadata.title,
                version: contract.metadata.version,
              })
            : ' '
        }
      />
      <Content>
        {error !== undefined && (
          <ErrorState
            error={error}
            title={t('platform.failed')}
            permission={contractReadPermission.name}
            onRetry={reload}
          />
        )}
        {!value && loading && (
          <SectionSkeleton what={t('platform.title')} height={640} />
        )}
        {value && <PlatformContent answer={value} />}
      </Content>
    </Page>
  );
}
