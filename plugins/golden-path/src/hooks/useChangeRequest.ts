import { useApi } from '@backstage/core-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import type { ChangeRequest } from '@fairway/plugin-golden-path-common';
import { useCallback, useEffect } from 'react';
import { goldenPathApiRef } from '../api';
import { useLoaded, type Loaded } from './useLoaded';

/** Channel on which the backend tells that a request has changed; the message is `{ id, state }`. */
export const CHANGE_REQUESTS_CHANNEL = 'golden-path:change-requests';

/** One request, loaded again when the backend says that it changed. */
export function useChangeRequest(id: string): Loaded<ChangeRequest> {
  const api = useApi(goldenPathApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.getChangeRequest(id, { signal }),
    [api, id],
  );
  const loaded = useLoaded({ key: id, load });
  const { reload } = loaded;
  const { lastSignal } = useSignal(CHANGE_REQUESTS_CHANNEL);
  useEffect(() => {
    if (lastSignal?.id === id) {
      reload();
    }
  }, [lastSignal, id, reload]);
  return loaded;
}
