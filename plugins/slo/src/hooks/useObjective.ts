import { useApi } from '@backstage/core-plugin-api';
import {
  SLO_CHANNEL,
  type HistoryAnswer,
  type ObjectiveAnswer,
  type WouldHaveFiredAnswer,
} from '@fairway/plugin-slo-common';
import { useLoaded, useReloadOnSignal, type Loaded } from '@fairway/ui';
import { useCallback } from 'react';
import { sloApiRef } from '../api';

/** Numbers move with each look at the sources; who hears no signals sees them so often. */
const LOOK_AGAIN_MS = 60_000;

/** Reloads when the backend says that this objective, or all, were read anew. */
function useReloadOf<T>(id: string, loaded: Loaded<T>): Loaded<T> {
  useReloadOnSignal({
    ...loaded,
    channel: SLO_CHANNEL,
    only: { field: 'objectives', value: id },
    everyMs: LOOK_AGAIN_MS,
  });
  return loaded;
}

/** One objective with everything that its page tells; kept up to date. */
export function useObjective(id: string): Loaded<ObjectiveAnswer> {
  const api = useApi(sloApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.objective(id, { signal }),
    [api, id],
  );
  return useReloadOf(id, useLoaded({ key: id, load }));
}

const DAY_MS = 86_400_000;

/** The last days, or since a moment; until the moment at which it is asked. */
export type Past = { days: number } | { since: string };

function fromOf(past: Past, now: number): string {
  return 'since' in past
    ? past.since
    : new Date(now - past.days * DAY_MS).toISOString();
}

/** How it went, up to now. */
export function useObjectiveHistory(options: {
  id: string;
  past: Past;
}): Loaded<HistoryAnswer> {
  const { id, past } = options;
  const api = useApi(sloApiRef);
  const since = 'since' in past ? past.since : undefined;
  const days = 'days' in past ? past.days : 0;
  const load = useCallback(
    (signal: AbortSignal) => {
      const now = Date.now();
      const from = fromOf(since === undefined ? { days } : { since }, now);
      return api.history(
        id,
        { from, to: new Date(now).toISOString() },
        { signal },
      );
    },
    [api, id, since, days],
  );
  // A rolling window begins a little later each time: that is the same history.
  const key = `${id} ${since === undefined ? days : 'window'}`;
  return useReloadOf(id, useLoaded({ key, load }));
}

/** Which alerts would have fired, with the target as it is or with another. */
export function useWouldHaveFired(options: {
  id: string;
  days: number;
  target?: number;
}): Loaded<WouldHaveFiredAnswer> {
  const { id, days, target } = options;
  const api = useApi(sloApiRef);
  const load = useCallback(
    (signal: AbortSignal) => {
      const now = Date.now();
      return api.wouldHaveFired(
        id,
        {
          from: fromOf({ days }, now),
          to: new Date(now).toISOString(),
          target,
        },
        { signal },
      );
    },
    [api, id, days, target],
  );
  return useLoaded({ key: `${id} ${days}`, load });
}
