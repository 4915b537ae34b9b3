import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { SLO_CHANNEL, type ObjectiveSummary } from '@fairway/plugin-slo-common';
import { useLoaded, useReloadOnSignal, type Loaded } from '@fairway/ui';
import { useCallback } from 'react';
import { sloApiRef } from '../api';
import { LOOK_AGAIN_MS } from './useObjectives';

/** Objectives of what is mine. */
export interface MyBudgets {
  /** Those with the least budget left, the least first. */
  worst: ObjectiveSummary[];
  total: number;
}

/** Rows on the first page, and how many owners one question may name. */
const AT_MOST = { rows: 8, owners: 100 };

/** Objectives of services that my teams or I own. */
export function useWorstBudgets(): Loaded<MyBudgets> {
  const api = useApi(sloApiRef);
  const identity = useApi(identityApiRef);
  const load = useCallback(
    async (signal: AbortSignal): Promise<MyBudgets> => {
      const { ownershipEntityRefs } = await identity.getBackstageIdentity();
      const { items, total } = await api.objectives(
        {
          owner: ownershipEntityRefs.slice(0, AT_MOST.owners),
          sort: 'budget',
          limit: AT_MOST.rows,
        },
        { signal },
      );
      return { worst: items, total };
    },
    [api, identity],
  );
  const loaded = useLoaded({ key: 'worst-budgets', load });
  useReloadOnSignal({
    ...loaded,
    channel: SLO_CHANNEL,
    everyMs: LOOK_AGAIN_MS,
  });
  return loaded;
}
