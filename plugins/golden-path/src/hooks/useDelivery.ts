import { useApi } from '@backstage/core-plugin-api';
import type {
  DeliverySummary,
  DoraAnswer,
  Page,
  Release,
  ServiceDelivery,
} from '@fairway/plugin-golden-path-common';
import {
  PAGE_SIZE,
  useLoaded,
  useReadMoved,
  useReloadOnSignal,
  useWholeList,
  type Loaded,
  type LoadedList,
  type Message,
  type WholeList,
} from '@fairway/ui';
import { useCallback } from 'react';
import { deliveryApiRef } from '../deliveryClient';

const CHANNEL = 'golden-path:delivery';

/** Every service with what is in each of its environments. */
export type DeliveryList = WholeList<DeliverySummary>;

/** Deliveries of all services; kept up to date as the backend hears of them. */
export function useDeliveryList(): LoadedList<DeliverySummary> {
  const api = useApi(deliveryApiRef);
  const load = useCallback(
    (page: { cursor?: string; limit: number }, signal: AbortSignal) =>
      api.listDelivery(page, { signal }),
    [api],
  );
  const one = useCallback(
    async (service: string, signal: AbortSignal) => {
      const found = await api.listDelivery(
        { search: service, limit: PAGE_SIZE },
        { signal },
      );
      const row = found.items.find(each => serviceOf(each) === service);
      if (!row && found.nextCursor) {
        throw new Error(`Too many services have ${service} in their name`);
      }
      return row;
    },
    [api],
  );
  const list = useWholeList({ key: 'delivery', load, keyOf: serviceOf });
  useReadMoved({
    list,
    channel: CHANNEL,
    keyOf: serviceOf,
    namedBy: servicesIn,
    one,
  });
  return list;
}

function serviceOf({ service }: DeliverySummary): string {
  return service;
}

function servicesIn({ services }: Message): string[] {
  return Array.isArray(services) ? services.map(String) : [];
}

/** What is in each environment of a service, and how it got there. */
export function useServiceDelivery(service: string): Loaded<ServiceDelivery> {
  const api = useApi(deliveryApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.getDelivery(service, { signal }),
    [api, service],
  );
  const loaded = useLoaded({ key: service, load });
  useReloadOnSignal({
    ...loaded,
    channel: CHANNEL,
    only: { field: 'services', value: service },
  });
  return loaded;
}

/** Releases on a page of the history. */
const HISTORY = 10;

/** A page of what was delivered to an environment, the newest first. */
export function useReleases(options: {
  service: string;
  environment?: string;
  cursor?: string;
  limit?: number;
}): Loaded<Page<Release>> {
  const { service, environment, cursor, limit = HISTORY } = options;
  const api = useApi(deliveryApiRef);
  const load = useCallback(
    (signal: AbortSignal) =>
      api.listReleases(service, { environment, cursor, limit }, { signal }),
    [api, service, environment, cursor, limit],
  );
  const loaded = useLoaded({
    key: `${service} ${environment} ${cursor}`,
    load,
  });
  useReloadOnSignal({
    ...loaded,
    channel: CHANNEL,
    only: { field: 'services', value: service },
  });
  return loaded;
}

/** The four keys of the company and of each team. */
export function useDora(options: {
  days: number;
  environment?: string;
}): Loaded<DoraAnswer> {
  const { days, environment } = options;
  const api = useApi(deliveryApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.getDora({ days, environment }, { signal }),
    [api, days, environment],
  );
  return useLoaded({ key: `${days} ${environment}`, load });
}
