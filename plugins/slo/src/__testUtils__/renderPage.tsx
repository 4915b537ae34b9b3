import { identityApiRef } from '@backstage/core-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type { ReactElement } from 'react';
import { sloApiRef, type SloApi } from '../api';
import { slosRouteRef } from '../routes';

/** Shows a page at its place in an app, against a fake backend. */
export function renderPage(
  page: ReactElement,
  options: {
    api: SloApi;
    /** Groups of who looks at the page. */
    teams?: string[];
    mountPath?: string;
    at?: string;
  },
) {
  const { api, teams = [], mountPath = '/', at = '/' } = options;
  return renderInTestApp(page, {
    apis: [
      [sloApiRef, api],
      [
        identityApiRef,
        mockApis.identity({
          userEntityRef: 'user:default/guest',
          ownershipEntityRefs: [
            'user:default/guest',
            ...teams.map(team => `group:default/${team}`),
          ],
        }),
      ],
    ],
    mountPath,
    initialRouteEntries: [at],
    mountedRoutes: {
      '/slos': slosRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
  });
}
