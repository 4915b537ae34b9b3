import type {
  DriftState,
  ServiceDriftSummary,
} from '@fairway/plugin-golden-path-common';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { DRIFT_ORDER } from '../shared/driftStates';

/** Which services are listed, as it stands in the address. */
export interface DriftFilter {
  state?: DriftState;
  team?: string;
  tier?: string;
}

export interface DriftListQuery extends DriftFilter {
  isNarrow: boolean;
  /** What is `undefined` goes, what is left out stays. */
  set(change: DriftFilter): void;
  clear(): void;
  fits(service: ServiceDriftSummary): boolean;
}

/** Filters of the list, kept in the address. */
export function useDriftQuery(): DriftListQuery {
  const [params, setParams] = useSearchParams();
  const set = useCallback<DriftListQuery['set']>(
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
    const state = DRIFT_ORDER.find(each => each === params.get('state'));
    const team = params.get('team') ?? undefined;
    const tier = params.get('tier') ?? undefined;
    return {
      state,
      team,
      tier,
      isNarrow: Boolean(state ?? team ?? tier),
      set,
      clear,
      fits: service =>
        (!state || service.state === state) &&
        (!team || service.team === team) &&
        (!tier || service.tier === tier),
    };
  }, [params, set, clear]);
}
