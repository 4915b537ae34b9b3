import {
  OBJECTIVE_STATES,
  ROLL_UPS,
  type ObjectiveState,
  type ObjectiveSummary,
  type RollUpBy,
} from '@fairway/plugin-slo-common';
import { hasWords } from '@fairway/ui';
import { useCallback, useDeferredValue, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { nameOf } from '../shared/names';

/** In the address for those that have none: no owner, no system and so on. */
export const WITHOUT = '-';

/** Which objectives are listed, as it stands in the address; `q` are words. */
export type FleetFilter = { q?: string; state?: ObjectiveState } & Partial<
  Record<RollUpBy, string>
>;

/** What narrows down, and not how that is shown. */
const FILTERS = ['q', 'state', ...ROLL_UPS];

export interface FleetQuery extends FleetFilter {
  /** How they are rolled up; one by one when left out. */
  by?: RollUpBy;
  isNarrow: boolean;
  /** What is `undefined` goes, what is left out stays. */
  set(change: FleetFilter & { by?: RollUpBy }): void;
  clear(): void;
  /** By everything other than the state. */
  fits(objective: ObjectiveSummary): boolean;
  /** The address that lists the objectives of one row of a roll-up, narrowed down as it is. */
  listOf(by: RollUpBy, key: string | undefined): string;
}

/** Text that words are looked for in. */
function textOf(objective: ObjectiveSummary): string {
  const { id, title, service, owner = '', system = '' } = objective;
  const { businessUnit = '' } = objective;
  return `${title} ${service} ${id} ${owner} ${nameOf(system)} ${businessUnit}`;
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
    () => set(Object.fromEntries(FILTERS.map(name => [name, undefined]))),
    [set],
  );
  const q = params.get('q') ?? '';
  // Whoever types does not wait for the list.
  const words = useDeferredValue(q);
  return useMemo(() => {
    const state = OBJECTIVE_STATES.find(each => each === params.get('state'));
    const asked = ROLL_UPS.map(
      by => [by, params.get(by) ?? undefined] as const,
    ).filter(([, value]) => value !== undefined);
    return {
      q,
      state,
      ...Object.fromEntries(asked),
      by: ROLL_UPS.find(each => each === params.get('by')),
      isNarrow: q.trim() !== '' || state !== undefined || asked.length > 0,
      set,
      clear,
      fits: objective =>
        asked.every(([by, value]) => (objective[by] ?? WITHOUT) === value) &&
        hasWords(textOf(objective), words),
      listOf: (by, key) => {
        const next = new URLSearchParams(
          [...params].filter(([name]) => FILTERS.includes(name)),
        );
        next.set(by, key ?? WITHOUT);
        return `?${next}`;
      },
    };
  }, [params, q, words, set, clear]);
}
