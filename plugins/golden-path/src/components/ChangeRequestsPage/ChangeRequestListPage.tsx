import { Content, Header, Page } from '@backstage/core-components';
import { ErrorState, PageSection, TableSkeleton } from '@fairway/ui';
import { changeRequestReadPermission } from '@fairway/plugin-golden-path-common';
import { useState } from 'react';
import { useChangeRequestList } from '../../hooks/useChangeRequestList';
import { useWords } from '../../hooks/useWords';
import { ChangeRequestTable } from './ChangeRequestTable';
import { ListFilters } from './ListFilters';
import { NoChangeRequests } from './NoChangeRequests';
import { Pager } from './Pager';
import { useListQuery } from './useListQuery';

/** All change requests: what waits, and for whom. */
export function ChangeRequestListPage() {
  const t = useWords();
  const query = useListQuery();
  // The pages that were left behind; the last one is the page that is shown.
  const [trail, setTrail] = useState<{ of: string; cursors: string[] }>({
    of: query.key,
    cursors: [],
  });
  const cursors = trail.of === query.key ? trail.cursors : [];
  const { value, error, loading, reload } = useChangeRequestList({
    state: query.state,
    awaitingMe: query.awaitingMe,
    search: query.search,
    campaign: query.campaign,
    cursor: cursors[cursors.length - 1],
  });
  const go = (next: string[]) => setTrail({ of: query.key, cursors: next });

  return (
    <Page themeId="tool">
      <Header title={t('list.title')} subtitle={t('list.subtitle')} />
      <Content>
        <PageSection
          title={t(`list.heading.${query.state}`)}
          aside={
            <span role="status">
              {value ? t('list.total', { count: value.total }) : ''}
            </span>
          }
          flush
        >
          <ListFilters
            query={query}
            campaign={value?.items[0]?.campaign?.title}
          />
          {error !== undefined && (
            <ErrorState
              error={error}
              title={t('list.failed')}
              permission={changeRequestReadPermission.name}
              onRetry={reload}
            />
          )}
          {!value && loading && (
            <TableSkeleton what={t('list.what')} columns={8} rows={10} />
          )}
          {value && (
            <ChangeRequestTable
              requests={value.items}
              empty={<NoChangeRequests query={query} />}
            />
          )}
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
