import {
  OBJECTIVE_STATES,
  ROLL_UPS,
  type ObjectiveState,
  type ObjectiveSummary,
  type RollUpBy,
} from '@fairway/plugin-slo-common';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** In the address for those that have none: no owner, no system and so on. */
export const WITHOUT = '-';

/** Which objectives are listed, as it stands in the address. */
export type FleetFilter = { state?: ObjectiveState } & Partial<
  Record<RollUpBy, string>
>;

export interface FleetQuery extends FleetFilter {
  /** How they are rolled up; one by one when left out. */
  by?: RollUpBy;
  isNarrow: boolean;
  /** What is `undefined` goes, what is left out stays. */
  set(change: FleetFilter & { by?: RollUpBy }): void;
  clear(): void;
  /** By everything other than the state. */
  fits(objective: ObjectiveSummary): boolean;
}

/** The address that lists the objectives of one row of a roll-up. */
export function listOf(by: RollUpBy, key: string | undefined): string {
  return `?${new URLSearchParams({ [by]: key ?? WITHOUT })}`;
}

/** Filters of the list, kept in the address. */
export function useFleetQuery(): FleetQuery {
  const [params, setParams] = useSearchParams();
  const set = useCallback<FleetQuery['set']>(
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
    const state = OBJECTIVE_STATES.find(each => each === params.get('state'));
    const asked = ROLL_UPS.map(
      by => [by, params.get(by) ?? undefined] as const,
    ).filter(([, value]) => value !== undefined);
    return {
      state,
      ...Object.fromEntries(asked),
      by: ROLL_UPS.find(each => each === params.get('by')),
      isNarrow: state !== undefined || asked.length > 0,
      set,
      clear,
      fits: objective =>
        asked.every(([by, value]) => (objective[by] ?? WITHOUT) === value),
    };
  }, [params, set, clear]);
}
