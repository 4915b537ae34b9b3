import type { ServiceDelivery } from '@fairway/plugin-golden-path-common';
import { EmptyState } from '@fairway/ui';
import { useWords } from '../../hooks/useWords';
import { DocsLink } from './DocsLink';
import { SourceList } from './Sources';

/** No release was heard of yet: what will be here, and how to get there. */
export function NothingHeard(props: { sources: ServiceDelivery['sources'] }) {
  const t = useWords();
  return (
    <EmptyState
      title={t('delivery.emptyTitle')}
      text={
        <>
          {t('delivery.emptyText')}
          <SourceList sources={props.sources} />
        </>
      }
      action={<DocsLink />}
    />
  );
}
