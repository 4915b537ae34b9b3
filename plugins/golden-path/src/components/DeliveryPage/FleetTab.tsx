import { deliveryReadPermission } from '@fairway/plugin-golden-path-common';
import { ErrorState, PageSection, TableSkeleton } from '@fairway/ui';
import { useDeliveryList } from '../../hooks/useDelivery';
import { useWords } from '../../hooks/useWords';
import { FleetGrid } from './FleetGrid';

/** Services by environments: where does a release hang? */
export function FleetTab() {
  const t = useWords();
  const { value, error, loading, reload } = useDeliveryList();
  return (
    <PageSection
      title={t('delivery.heading')}
      aside={
        value && (
          <span role="status">
            {value.isWhole
              ? t('delivery.total', { count: value.page.total })
              : t('delivery.loading', {
                  shown: String(value.items.length),
                  total: String(value.page.total),
                })}
          </span>
        )
      }
      flush
    >
      {error !== undefined && (
        <ErrorState
          error={error}
          title={t('delivery.failed')}
          kept={t('delivery.kept')}
          permission={deliveryReadPermission.name}
          onRetry={reload}
        />
      )}
      {!value && loading && (
        <TableSkeleton what={t('delivery.what')} columns={7} rows={14} />
      )}
      {value && <FleetGrid list={value} />}
    </PageSection>
  );
}
