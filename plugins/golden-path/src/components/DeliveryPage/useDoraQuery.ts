import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Whose figures are shown, and over which window, as it stands in the address. */
export interface DoraQuery {
  days: 30 | 90;
  /** The first of production when missing. */
  environment?: string;
  /** The whole company when missing. */
  team?: string;
  set(change: { days?: string; environment?: string; team?: string }): void;
}

/** The address of the figures. */
export function useDoraQuery(): DoraQuery {
  const [params, setParams] = useSearchParams();
  const set = useCallback<DoraQuery['set']>(
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
  return useMemo(
    () => ({
      days: params.get('days') === '90' ? 90 : 30,
      environment: params.get('environment') ?? undefined,
      team: params.get('team') ?? undefined,
      set,
    }),
    [params, set],
  );
}
