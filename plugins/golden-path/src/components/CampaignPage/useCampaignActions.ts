import { useAnalytics, useApi, useRouteRef } from '@backstage/core-plugin-api';
import type {
  Campaign,
  CampaignAction,
} from '@fairway/plugin-golden-path-common';
import { isLost } from '@fairway/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { campaignsApiRef } from '../../campaignsClient';
import { campaignsRouteRef } from '../../routes';

/**
 * Does one thing at a time; a campaign that is deleted leads back to the list. Where the connection breaks, nobody
 * knows whether it was done, until the campaign has been looked at again.
 */
export function useCampaignActions(options: {
  campaign: Campaign;
  onChange(campaign: Campaign): void;
  /** Looks again. */
  onLost(): void;
}) {
  const { campaign, onChange, onLost } = options;
  const api = useApi(campaignsApiRef);
  const analytics = useAnalytics();
  const navigate = useNavigate();
  const list = useRouteRef(campaignsRouteRef)();
  const [busy, setBusy] = useState<CampaignAction>();
  const [done, setDone] = useState<Exclude<CampaignAction, 'delete'>>();
  const [error, setError] = useState<unknown>();
  // The campaign as it was when the connection broke.
  const [lost, setLost] = useState<Campaign>();

  async function run(
    action: CampaignAction,
    request?: { services?: string[] },
  ): Promise<void> {
    setBusy(action);
    setDone(undefined);
    setError(undefined);
    setLost(undefined);
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
      if (isLost(failure)) {
        setLost(campaign);
        onLost();
      } else {
        setError(failure);
      }
    } finally {
      setBusy(undefined);
    }
  }

  return {
    busy,
    done,
    error,
    isLost: lost !== undefined && lost === campaign,
    hasLooked: lost !== undefined && lost !== campaign,
    run,
  };
}
