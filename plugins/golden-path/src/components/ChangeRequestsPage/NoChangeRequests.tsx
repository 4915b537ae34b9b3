import { LinkButton } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { EmptyState } from '@fairway/ui';
import { useCreateService } from '../../hooks/useCreateService';
import { useWords } from '../../hooks/useWords';
import type { ListQuery } from './useListQuery';

/** What will be here, and how to get there. */
export function NoChangeRequests(props: { query: ListQuery }) {
  const { query } = props;
  const t = useWords();
  const createService = useCreateService();
  if (query.search) {
    return (
      <EmptyState
        title={t('list.noMatch', { search: query.search })}
        text={t('list.noMatchText')}
      />
    );
  }
  if (query.campaign) {
    return (
      <EmptyState
        title={t('list.noneOfCampaign')}
        text={t('list.noneOfCampaignText')}
        action={
          <Button
            variant="outlined"
            size="small"
            onClick={() => query.set({ campaign: null })}
          >
            {t('list.showAll')}
          </Button>
        }
      />
    );
  }
  if (query.awaitingMe) {
    return (
      <EmptyState
        title={t('list.nothingWaits')}
        text={t('list.nothingWaitsText')}
        action={
          <Button
            variant="outlined"
            size="small"
            onClick={() => query.set({ awaitingMe: false })}
          >
            {t('list.showAll')}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      title={t(`list.empty.${query.state}`)}
      text={t('list.emptyText')}
      action={
        query.state === 'open' && createService ? (
          <LinkButton to={createService()} variant="outlined" color="primary">
            {t('list.create')}
          </LinkButton>
        ) : undefined
      }
    />
  );
}
