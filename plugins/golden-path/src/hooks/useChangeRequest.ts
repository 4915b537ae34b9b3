import { useApi } from '@backstage/core-plugin-api';
import type { ChangeRequest } from '@fairway/plugin-golden-path-common';
import { useLoaded, type Loaded } from '@fairway/ui';
import { useCallback } from 'react';
import { goldenPathApiRef } from '../api';
import { useReloadOnChange } from './useReloadOnChange';

/** One request, loaded again when the backend says that it changed. */
export function useChangeRequest(id: string): Loaded<ChangeRequest> {
  const api = useApi(goldenPathApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.getChangeRequest(id, { signal }),
    [api, id],
  );
  const loaded = useLoaded({ key: id, load });
  useReloadOnChange({ ...loaded, id });
  return loaded;
}
