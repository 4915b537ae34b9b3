import { useApi } from '@backstage/core-plugin-api';
import {
  countStates,
  OBJECTIVE_STATES,
  SLO_CHANNEL,
  type ObjectivesAnswer,
} from '@fairway/plugin-slo-common';
import { useLoaded, useReloadOnSignal, type Loaded } from '@fairway/ui';
import { useCallback } from 'react';
import { sloApiRef } from '../api';
import { LOOK_AGAIN_MS } from './useObjectives';

/** A service has a few; of one that has more, the worst. */
const AT_MOST = 100;

/** The objectives of one service, the worst first; `total` and `states` are of all, also of those that are not listed. */
export function useServiceObjectives(options: {
  service: string;
  /** Of the service: others may have its name elsewhere. */
  entity: string;
}): Loaded<ObjectivesAnswer> {
  const { service, entity } = options;
  const api = useApi(sloApiRef);
  const load = useCallback(
    async (signal: AbortSignal): Promise<ObjectivesAnswer> => {
      const answer = await api.objectives(
        { service, limit: AT_MOST },
        { signal },
      );
      const items = answer.items
        .filter(each => !each.entity || each.entity === entity)
        .sort(
          (a, b) =>
            OBJECTIVE_STATES.indexOf(a.state) -
            OBJECTIVE_STATES.indexOf(b.state),
        );
      // Where all are here, those of a service of this name elsewhere are left out of the counts.
      return answer.nextCursor === undefined
        ? { ...answer, items, total: items.length, states: countStates(items) }
        : { ...answer, items };
    },
    [api, service, entity],
  );
  const loaded = useLoaded({ key: entity, load });
  useReloadOnSignal({
    ...loaded,
    channel: SLO_CHANNEL,
    everyMs: LOOK_AGAIN_MS,
  });
  return loaded;
}
