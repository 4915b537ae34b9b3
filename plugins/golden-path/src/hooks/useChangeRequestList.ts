import { useApi } from '@backstage/core-plugin-api';
import type {
  ChangeRequestState,
  ChangeRequestSummary,
  Page,
} from '@fairway/plugin-golden-path-common';
import { useLoaded, type Loaded } from '@fairway/ui';
import { useCallback } from 'react';
import { goldenPathApiRef } from '../api';
import { useReloadOnChange } from './useReloadOnChange';

/** What the list shows. */
export interface ChangeRequestFilter {
  state: ChangeRequestState;
  awaitingMe: boolean;
  search: string;
  campaign?: string;
  cursor?: string;
}

/** Requests on a page of the list. */
export const PAGE_SIZE = 50;

/** A page of requests, loaded again when the backend says that one changed. */
export function useChangeRequestList(
  filter: ChangeRequestFilter,
): Loaded<Page<ChangeRequestSummary>> {
  const { state, awaitingMe, search, campaign, cursor } = filter;
  const api = useApi(goldenPathApiRef);
  const load = useCallback(
    (signal: AbortSignal) =>
      api.listChangeRequests(
        {
          state,
          awaitingMe: awaitingMe || undefined,
          search: search || undefined,
          campaign,
          cursor,
          limit: PAGE_SIZE,
        },
        { signal },
      ),
    [api, state, awaitingMe, search, campaign, cursor],
  );
  const loaded = useLoaded({
    key: `${state} ${awaitingMe} ${campaign} ${cursor}`,
    load,
  });
  useReloadOnChange(loaded);
  return loaded;
}
