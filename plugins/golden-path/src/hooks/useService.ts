import { useApi } from '@backstage/core-plugin-api';
import type { ServiceAnswer } from '@fairway/plugin-golden-path-common';
import { useLoaded, type Loaded } from '@fairway/ui';
import { useCallback } from 'react';
import { goldenPathApiRef } from '../api';

/** A merged service, compiled against the contract in force. */
export function useService(name: string): Loaded<ServiceAnswer> {
  const api = useApi(goldenPathApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.getService(name, { signal }),
    [api, name],
  );
  return useLoaded({ key: name, load });
}
