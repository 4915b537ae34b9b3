import { useApi } from '@backstage/core-plugin-api';
import {
  OBJECTIVE_STATES,
  SLO_CHANNEL,
  type ObjectivesAnswer,
} from '@fairway/plugin-slo-common';
import { useLoaded, useReloadOnSignal, type Loaded } from '@fairway/ui';
import { useCallback } from 'react';
import { sloApiRef } from '../api';
import { LOOK_AGAIN_MS } from './useObjectives';

/** A service has a few. */
const AT_MOST = 100;

/** The objectives of one service, the worst first. */
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
      return {
        ...answer,
        items: answer.items
          .filter(each => !each.entity || each.entity === entity)
          .sort(
            (a, b) =>
              OBJECTIVE_STATES.indexOf(a.state) -
              OBJECTIVE_STATES.indexOf(b.state),
          ),
      };
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
