import { useApi } from '@backstage/core-plugin-api';
import type {
  ChangeRequestSummary,
  ServiceSummary,
} from '@fairway/plugin-golden-path-common';
import { statusOf, useLoaded, type Loaded } from '@fairway/ui';
import { useCallback } from 'react';
import { goldenPathApiRef } from '../api';
import { useIdentity } from './useIdentity';
import { useReloadOnChange } from './useReloadOnChange';

/** Services of my teams, and what there is to say about them. */
export interface MyServices {
  services: ServiceSummary[];
  total: number;
  /** Version of the contract in force. */
  contractVersion: string;
  /** The newest open request of a service, by its name. */
  requests: Map<string, ChangeRequestSummary>;
}

/** Rows on the first page, and how much is asked for to fill them. */
const AT_MOST = { services: 8, teams: 5, requests: 100 };

/** Who may see services need not see the requests on them. */
function noneIfForbidden(error: unknown): ChangeRequestSummary[] {
  if (statusOf(error) === 403) {
    return [];
  }
  throw error;
}

/** Services that my teams own; loaded again when the backend says that a request changed. */
export function useMyServices(): Loaded<MyServices> {
  const api = useApi(goldenPathApiRef);
  const whoAmI = useIdentity();
  const load = useCallback(
    async (signal: AbortSignal): Promise<MyServices> => {
      const { teams } = await whoAmI();
      const [{ contract }, open, ...pages] = await Promise.all([
        api.getContract({ signal }),
        api
          .listChangeRequests(
            { state: 'open', limit: AT_MOST.requests },
            { signal },
          )
          .then(({ items }) => items, noneIfForbidden),
        ...teams
          .slice(0, AT_MOST.teams)
          .map(team =>
            api.listServices({ team, limit: AT_MOST.services }, { signal }),
          ),
      ]);
      return {
        services: pages
          .flatMap(({ items }) => items)
          .slice(0, AT_MOST.services),
        total: pages.reduce((sum, { total }) => sum + total, 0),
        contractVersion: contract.metadata.version,
        // Newest first, so that the newest is what stays.
        requests: new Map(
          [...open].reverse().map(request => [request.service, request]),
        ),
      };
    },
    [api, whoAmI],
  );
  const loaded = useLoaded({ key: 'my-services', load });
  useReloadOnChange(loaded);
  return loaded;
}
