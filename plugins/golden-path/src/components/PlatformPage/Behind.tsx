import { Link } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { StateChip, useLoaded, useReloadOnSignal } from '@fairway/ui';
import { useCallback } from 'react';
import { driftApiRef } from '../../driftClient';
import { useNewCampaign } from '../../hooks/useNewCampaign';
import { useWords } from '../../hooks/useWords';
import { driftRouteRef } from '../../routes';

/** How many services are derived under an older contract, and the campaign that brings them forward. */
export function Behind() {
  const t = useWords();
  const api = useApi(driftApiRef);
  const drift = useRouteRef(driftRouteRef);
  const newCampaign = useNewCampaign();
  const load = useCallback(
    (signal: AbortSignal) =>
      api.listDrift({ state: 'behind', limit: 1 }, { signal }),
    [api],
  );
  const loaded = useLoaded({ key: 'behind', load });
  useReloadOnSignal({ ...loaded, channel: 'golden-path:drift' });
  const count = loaded.value?.counts.behind ?? 0;
  if (count === 0) {
    return null;
  }
  const chip = (
    <StateChip
      state="attention"
      label={t('campaignLink.behind', { count })}
      title={t('campaignLink.see')}
    />
  );
  return (
    <>
      {drift ? <Link to={`${drift()}?state=behind`}>{chip}</Link> : chip}
      {newCampaign && <Link to={newCampaign}>{t('campaignLink.plan')}</Link>}
    </>
  );
}
