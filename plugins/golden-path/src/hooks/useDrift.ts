import { useApi } from '@backstage/core-plugin-api';
import type {
  DriftAnswer,
  ServiceDrift,
  ServiceDriftSummary,
} from '@fairway/plugin-golden-path-common';
import { useCallback } from 'react';
import { driftApiRef } from '../driftClient';
import { allPages, type WholeList } from './allPages';
import { useLoaded, type Loaded } from './useLoaded';
import { useReloadOnSignal } from './useReloadOnSignal';

const CHANNEL = 'golden-path:drift';

/** Every service with how it stands, and when that was looked at. */
export type DriftList = WholeList<ServiceDriftSummary, DriftAnswer>;

/** Git against what is derived, for all services; loaded again when the backend has looked. */
export function useDriftList(): Loaded<DriftList> {
  const api = useApi(driftApiRef);
  const load = useCallback(
    (signal: AbortSignal, soFar: (list: DriftList) => void) =>
      allPages<ServiceDriftSummary, DriftAnswer>({
        load: page => api.listDrift(page, { signal }),
        soFar,
      }),
    [api],
  );
  const loaded = useLoaded({ key: 'drift', load });
  useReloadOnSignal({ ...loaded, channel: CHANNEL });
  return loaded;
}

/** Git against what is derived, for one service. */
export function useServiceDrift(service: string): Loaded<ServiceDrift> {
  const api = useApi(driftApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.getDrift(service, { signal }),
    [api, service],
  );
  const loaded = useLoaded({ key: service, load });
  useReloadOnSignal({
    ...loaded,
    channel: CHANNEL,
    only: { field: 'service', value: service },
  });
  return loaded;
}
