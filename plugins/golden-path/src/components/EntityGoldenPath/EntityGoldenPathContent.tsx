import { useEntity } from '@backstage/plugin-catalog-react';
import { Content } from '@backstage/core-components';
import { contractReadPermission } from '@fairway/plugin-golden-path-common';
import { ErrorState, SectionSkeleton } from '@fairway/ui';
import { useService } from '../../hooks/useService';
import { useWords } from '../../hooks/useWords';
import { ServiceSections } from './ServiceSections';

/** What runs for this service, and why. */
export function EntityGoldenPathContent() {
  const t = useWords();
  const { entity } = useEntity();
  const { value, error, loading, reload } = useService(entity.metadata.name);
  return (
    <Content noPadding>
      {error !== undefined && (
        <ErrorState
          error={error}
          title={t('entity.failed')}
          permission={contractReadPermission.name}
          onRetry={reload}
        />
      )}
      {!value && loading && (
        <SectionSkeleton what={t('entity.title')} height={640} />
      )}
      {value && <ServiceSections entity={entity} answer={value} />}
    </Content>
  );
}
