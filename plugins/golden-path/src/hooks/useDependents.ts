import { useApi } from '@backstage/core-plugin-api';
import type { ServiceDependents } from '@fairway/plugin-golden-path-common';
import { useLoaded, type Loaded } from '@fairway/ui';
import { useCallback } from 'react';
import { day2ApiRef } from '../day2Client';

/** Who would notice if a service went. */
export function useDependents(service: string): Loaded<ServiceDependents> {
  const api = useApi(day2ApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.getDependents(service, { signal }),
    [api, service],
  );
  return useLoaded({ key: service, load });
}
