import { useAnalytics, useApi, useRouteRef } from '@backstage/core-plugin-api';
import type {
  Campaign,
  CampaignAction,
} from '@fairway/plugin-golden-path-common';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { campaignsApiRef } from '../../campaignsClient';
import { campaignsRouteRef } from '../../routes';

/** Does one thing at a time; a campaign that is deleted leads back to the list. */
export function useCampaignActions(options: {
  campaign: Campaign;
  onChange(campaign: Campaign): void;
}) {
  const { campaign, onChange } = options;
  const api = useApi(campaignsApiRef);
  const analytics = useAnalytics();
  const navigate = useNavigate();
  const list = useRouteRef(campaignsRouteRef)();
  const [busy, setBusy] = useState<CampaignAction>();
  const [done, setDone] = useState<Exclude<CampaignAction, 'delete'>>();
  const [error, setError] = useState<unknown>();

  async function run(
    action: CampaignAction,
    request?: { services?: string[] },
  ): Promise<void> {
    setBusy(action);
    setDone(undefined);
    setError(undefined);
    analytics.captureEvent(action, campaign.title);
    try {
      if (action === 'delete') {
        await api.deleteCampaign(campaign.id);
        navigate(list);
        return;
      }
      onChange(await api.actOnCampaign(campaign.id, action, request));
      setDone(action);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(undefined);
    }
  }

  return { busy, done, error, run };
}
