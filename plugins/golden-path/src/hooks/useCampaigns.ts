import { useApi } from '@backstage/core-plugin-api';
import type {
  Campaign,
  CampaignService,
  CampaignState,
  CampaignSummary,
  Page,
} from '@fairway/plugin-golden-path-common';
import {
  useLoaded,
  useOnSignal,
  useReloadOnSignal,
  useWholeList,
  type Loaded,
  type LoadedList,
} from '@fairway/ui';
import { useCallback } from 'react';
import { campaignsApiRef } from '../campaignsClient';
import { useIdentity } from './useIdentity';

const CHANNEL = 'golden-path:campaigns';

/** Campaigns on a page of the list. */
export const CAMPAIGNS_PAGE = 50;

/** How often a campaign is looked at that goes on without anybody; planning takes seconds. */
const MOVES_BY_ITSELF_MS: Partial<Record<CampaignState, number>> = {
  planning: 3_000,
  running: 15_000,
};

/** A page of campaigns, newest first; loaded again when the backend says that one changed. */
export function useCampaigns(query: {
  state?: CampaignState;
  cursor?: string;
}): Loaded<Page<CampaignSummary>> {
  const { state, cursor } = query;
  const api = useApi(campaignsApiRef);
  const load = useCallback(
    (signal: AbortSignal) =>
      api.listCampaigns({ state, cursor, limit: CAMPAIGNS_PAGE }, { signal }),
    [api, state, cursor],
  );
  const loaded = useLoaded({ key: `${state} ${cursor}`, load });
  useReloadOnSignal({ ...loaded, channel: CHANNEL });
  return loaded;
}

/** A campaign, and the teams of who looks at it. */
export interface CampaignInSight extends Campaign {
  teams: string[];
}

/** One campaign; loaded again when the backend says that it changed. */
export function useCampaign(id: string): Loaded<CampaignInSight> {
  const api = useApi(campaignsApiRef);
  const whoAmI = useIdentity();
  const load = useCallback(
    async (signal: AbortSignal) => {
      const [campaign, { teams }] = await Promise.all([
        api.getCampaign(id, { signal }),
        whoAmI(),
      ]);
      return { ...campaign, teams };
    },
    [api, whoAmI, id],
  );
  const loaded = useLoaded({ key: id, load });
  useReloadOnSignal({
    ...loaded,
    channel: CHANNEL,
    only: { field: 'id', value: id },
    everyMs: loaded.value && MOVES_BY_ITSELF_MS[loaded.value.state],
  });
  return loaded;
}

/** Every service of a campaign, with what becomes of it. */
export function useCampaignServices(id: string): LoadedList<CampaignService> {
  const api = useApi(campaignsApiRef);
  const load = useCallback(
    (page: { cursor?: string; limit: number }, signal: AbortSignal) =>
      api.listCampaignServices(id, page, { signal }),
    [api, id],
  );
  const list = useWholeList({ key: id, load, keyOf: nameOf });
  useOnSignal({
    channel: CHANNEL,
    take: list.reloadRested,
    only: { field: 'id', value: id },
  });
  return list;
}

function nameOf({ name }: CampaignService): string {
  return name;
}
