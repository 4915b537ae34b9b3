import {
  DELIVERY_STATES,
  type DeliveryState,
  type DeliverySummary,
} from '@fairway/plugin-golden-path-common';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** How a service stands, by the worst of its environments. */
export const DELIVERY_LOOKS = ['failed', 'missing', 'fine', 'silent'] as const;

export type DeliveryLook = (typeof DELIVERY_LOOKS)[number];

/** @see DELIVERY_LOOKS */
export function lookOf({ environments }: DeliverySummary): DeliveryLook {
  if (environments.some(({ failed }) => failed)) {
    return 'failed';
  }
  if (environments.some(({ missing }) => missing > 0)) {
    return 'missing';
  }
  return environments.some(({ state }) => state) ? 'fine' : 'silent';
}

/** Which services are listed, as it stands in the address. */
export interface DeliveryFilter {
  look?: DeliveryLook;
  state?: DeliveryState;
  team?: string;
}

export interface DeliveryListQuery extends DeliveryFilter {
  isNarrow: boolean;
  /** What is `undefined` goes, what is left out stays. */
  set(change: DeliveryFilter): void;
  clear(): void;
  fits(service: DeliverySummary): boolean;
}

/** Filters of the grid, kept in the address. */
export function useDeliveryQuery(): DeliveryListQuery {
  const [params, setParams] = useSearchParams();
  const set = useCallback<DeliveryListQuery['set']>(
    change =>
      setParams(
        before => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(change)) {
            if (value) {
              next.set(name, value);
            } else {
              next.delete(name);
            }
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  const clear = useCallback(
    () => setParams({}, { replace: true }),
    [setParams],
  );
  return useMemo(() => {
    const look = DELIVERY_LOOKS.find(each => each === params.get('look'));
    const state = DELIVERY_STATES.find(each => each === params.get('state'));
    const team = params.get('team') ?? undefined;
    return {
      look,
      state,
      team,
      isNarrow: Boolean(look ?? state ?? team),
      set,
      clear,
      fits: service =>
        (!look || lookOf(service) === look) &&
        (!state || service.environments.some(each => each.state === state)) &&
        (!team || service.team === team),
    };
  }, [params, set, clear]);
}
