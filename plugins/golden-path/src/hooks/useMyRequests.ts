import { useApi } from '@backstage/core-plugin-api';
import type {
  ChangeRequestSummary,
  Page,
} from '@fairway/plugin-golden-path-common';
import { useLoaded, type Loaded } from '@fairway/ui';
import { useCallback } from 'react';
import { goldenPathApiRef } from '../api';
import { useIdentity } from './useIdentity';
import { useReloadOnChange } from './useReloadOnChange';

/** Open requests that somebody has to do with. */
export interface MyRequests {
  toReview: Page<ChangeRequestSummary>;
  own: Page<ChangeRequestSummary>;
}

/** Requests of each kind on the first page. */
const AT_MOST = 5;

/** Requests that wait for me, and those I have opened; loaded again when the backend says that one changed. */
export function useMyRequests(): Loaded<MyRequests> {
  const api = useApi(goldenPathApiRef);
  const whoAmI = useIdentity();
  const load = useCallback(
    async (signal: AbortSignal) => {
      const { user } = await whoAmI();
      const open = { state: 'open', limit: AT_MOST } as const;
      const [toReview, own] = await Promise.all([
        api.listChangeRequests({ ...open, awaitingMe: true }, { signal }),
        api.listChangeRequests({ ...open, author: user }, { signal }),
      ]);
      return { toReview, own };
    },
    [api, whoAmI],
  );
  const loaded = useLoaded({ key: 'my-requests', load });
  useReloadOnChange(loaded);
  return loaded;
}
