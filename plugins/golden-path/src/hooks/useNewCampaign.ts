import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { campaignRunPermission } from '@fairway/plugin-golden-path-common';
import { newCampaignRouteRef } from '../routes';

/** Where who looks at the page may plan a campaign; `undefined` for others, and until that is known. */
export function useNewCampaign(): string | undefined {
  const { allowed } = usePermission({ permission: campaignRunPermission });
  const to = useRouteRef(newCampaignRouteRef)();
  return allowed ? to : undefined;
}
