import { useApi } from '@backstage/core-plugin-api';
import type {
  DriftAnswer,
  ServiceDrift,
  ServiceDriftSummary,
} from '@fairway/plugin-golden-path-common';
import {
  useLoaded,
  useReloadOnSignal,
  useWholeList,
  type Loaded,
  type WholeList,
} from '@fairway/ui';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { driftApiRef } from '../driftClient';

const CHANNEL = 'golden-path:drift';

/** How often one asks how far a look is; it tells of itself each second, to who is connected. */
const LOOK_MOVES_MS = 5_000;

/** Every service with how it stands, and when that was looked at. */
export type DriftList = WholeList<ServiceDriftSummary, DriftAnswer>;

/**
 * Git against what is derived, for all services. How far a look is stands beside the list and is asked for alone; the
 * list is read again when it has ended.
 */
export function useDriftList(): Loaded<DriftList> {
  const api = useApi(driftApiRef);
  const load = useCallback(
    (page: { cursor?: string; limit: number }, signal: AbortSignal) =>
      api.listDrift(page, { signal }),
    [api],
  );
  const loadStand = useCallback(
    (signal: AbortSignal) => api.listDrift({ limit: 1 }, { signal }),
    [api],
  );
  const list = useWholeList({ key: 'drift', load, keyOf: serviceOf });
  const { reloadRested } = list;
  const stand = useLoaded({ key: 'drift', load: loadStand });
  useReloadOnSignal({
    ...stand,
    channel: CHANNEL,
    everyMs: stand.value?.running && LOOK_MOVES_MS,
  });
  const newest = stand.value;
  const isFirst = useRef(true);
  useEffect(() => {
    if (!newest) {
      return;
    }
    if (!isFirst.current && !newest.running) {
      reloadRested();
    }
    isFirst.current = false;
  }, [newest, reloadRested]);

  const { value } = list;
  return {
    ...list,
    value: useMemo(
      () => value && { ...value, page: newest ?? value.page },
      [value, newest],
    ),
  };
}

function serviceOf({ service }: ServiceDriftSummary): string {
  return service;
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
