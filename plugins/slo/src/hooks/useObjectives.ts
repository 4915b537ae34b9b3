import { useApi } from '@backstage/core-plugin-api';
import {
  SLO_CHANNEL,
  type ObjectivesAnswer,
  type ObjectiveSummary,
  type RollUp,
  type RollUpBy,
} from '@fairway/plugin-slo-common';
import {
  useLoaded,
  useReloadOnSignal,
  useWholeList,
  type Loaded,
  type LoadedList,
  type WholeList,
} from '@fairway/ui';
import { useCallback } from 'react';
import { sloApiRef } from '../api';

/** Numbers move with each look at the sources; who hears no signals sees them so often. */
export const LOOK_AGAIN_MS = 60_000;

/** Objectives, and beside them how many stand how and how the sources do. */
export type ObjectiveList = WholeList<ObjectiveSummary, ObjectivesAnswer>;

function idOf({ id }: ObjectiveSummary): string {
  return id;
}

/** Every objective, page after page; kept up to date as states change. */
export function useObjectives(): LoadedList<
  ObjectiveSummary,
  ObjectivesAnswer
> {
  const api = useApi(sloApiRef);
  const load = useCallback(
    (page: { cursor?: string; limit: number }, signal: AbortSignal) =>
      // What is seen first is what burns.
      api.objectives({ ...page, sort: 'burn' }, { signal }),
    [api],
  );
  const list = useWholeList<ObjectiveSummary, ObjectivesAnswer>({
    key: 'objectives',
    load,
    keyOf: idOf,
  });
  useReloadOnSignal({
    channel: SLO_CHANNEL,
    reload: list.reloadRested,
    loading: list.loading,
    everyMs: LOOK_AGAIN_MS,
  });
  return list;
}

/** How objectives stand by owner, system, tier or business unit. */
export function useRollUp(by: RollUpBy): Loaded<RollUp[]> {
  const api = useApi(sloApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.rollUp(by, { signal }),
    [api, by],
  );
  const loaded = useLoaded({ key: by, load });
  useReloadOnSignal({
    ...loaded,
    channel: SLO_CHANNEL,
    everyMs: LOOK_AGAIN_MS,
  });
  return loaded;
}
