import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { SHOWN, type Shown } from '../shared/chartOfHistory';

export const RANGES = ['window', '24h', '7d', '30d', '90d'] as const;
export type Range = (typeof RANGES)[number];

export const PARTS = ['preview', 'exclusions', 'document', 'rules'] as const;
export type Part = (typeof PARTS)[number];

export const PASTS = ['7', '30', '90'] as const;
export type PastDays = (typeof PASTS)[number];

/** What is looked at, as it stands in the address; so that a link shows the same. */
export interface View {
  range: Range;
  show: Shown;
  part: Part;
  past: PastDays;
  set(change: {
    range?: Range;
    show?: Shown;
    part?: Part;
    past?: PastDays;
  }): void;
}

function oneOf<T extends string>(
  values: readonly T[],
  found: string | null,
  otherwise: T,
): T {
  return values.find(value => value === found) ?? otherwise;
}

/** The address of the page of an objective. */
export function useView(): View {
  const [params, setParams] = useSearchParams();
  const set = useCallback<View['set']>(
    change =>
      setParams(
        before => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(change)) {
            next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return useMemo(
    () => ({
      range: oneOf(RANGES, params.get('range'), 'window'),
      show: oneOf(SHOWN, params.get('show'), 'budget'),
      part: oneOf(PARTS, params.get('part'), 'preview'),
      past: oneOf(PASTS, params.get('past'), '30'),
      set,
    }),
    [params, set],
  );
}
