import { Content, Header, Page } from '@backstage/core-components';
import { contractAuthorPermission } from '@fairway/plugin-golden-path-common';
import { ErrorState, SectionSkeleton } from '@fairway/ui';
import { useAuthoring } from '../../hooks/useAuthoring';
import { useWords } from '../../hooks/useWords';
import { Workbench } from './Workbench';

/** Where platform engineers change the contract and its templates, and see what becomes of services. */
export function AuthoringPage() {
  const t = useWords();
  const authoring = useAuthoring();
  const { value, error, loading, reload } = authoring;
  return (
    <Page themeId="tool">
      <Header title={t('authoring.title')} subtitle={t('authoring.subtitle')} />
      <Content>
        {error !== undefined && (
          <ErrorState
            error={error}
            title={t('authoring.failed')}
            permission={contractAuthorPermission.name}
            onRetry={reload}
          />
        )}
        {!value && loading && (
          <SectionSkeleton what={t('authoring.title')} height={640} />
        )}
        {value && (
          <Workbench
            authoring={value}
            onDrafts={drafts => authoring.put({ ...value, drafts })}
          />
        )}
      </Content>
    </Page>
  );
}
