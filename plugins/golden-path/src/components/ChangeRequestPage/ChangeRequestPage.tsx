import { Content, Header, Page } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { changeRequestReadPermission } from '@fairway/plugin-golden-path-common';
import { ErrorState } from '@fairway/ui';
import { useParams } from 'react-router-dom';
import { useChangeRequest } from '../../hooks/useChangeRequest';
import { useWords } from '../../hooks/useWords';
import { changeRequestsRouteRef } from '../../routes';
import { ChangeRequestContent } from './ChangeRequestContent';
import { ChangeRequestSkeleton } from './ChangeRequestSkeleton';
import { Subtitle } from './Subtitle';

/** One request: is this safe to merge? */
export function ChangeRequestPage() {
  const t = useWords();
  const { id = '' } = useParams();
  const list = useRouteRef(changeRequestsRouteRef)();
  const { value, error, loading, reload, put } = useChangeRequest(id);

  return (
    <Page themeId="tool">
      <Header
        title={value ? `#${value.number} ${value.title}` : t('request.title')}
        pageTitleOverride={
          value ? `#${value.number} ${value.service}` : t('request.title')
        }
        subtitle={value ? <Subtitle request={value} /> : ' '}
        type={t('list.title')}
        typeLink={list}
      />
      <Content>
        {error !== undefined && (
          <ErrorState
            error={error}
            title={t('request.failed')}
            kept={t('request.kept')}
            permission={changeRequestReadPermission.name}
            onRetry={reload}
          />
        )}
        {!value && loading && <ChangeRequestSkeleton />}
        {value && <ChangeRequestContent request={value} onChange={put} />}
      </Content>
    </Page>
  );
}
