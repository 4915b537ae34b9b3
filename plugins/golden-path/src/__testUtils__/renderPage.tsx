import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type {
  AuthoringApi,
  GoldenPathApi,
} from '@fairway/plugin-golden-path-common';
import type { ReactElement } from 'react';
import { goldenPathApiRef } from '../api';
import { authoringApiRef } from '../authoringClient';
import { changeRequestsRouteRef, platformRouteRef } from '../routes';

/** Shows a page at its place in an app, against a fake backend. */
export function renderPage(
  page: ReactElement,
  options: {
    api: GoldenPathApi;
    authoring?: AuthoringApi;
    mountPath: string;
    at: string;
  },
) {
  const { api, authoring, mountPath, at } = options;
  return renderInTestApp(page, {
    apis: [
      [goldenPathApiRef, api],
      ...(authoring ? [[authoringApiRef, authoring] as const] : []),
    ],
    mountPath,
    initialRouteEntries: [at],
    mountedRoutes: {
      '/change-requests': changeRequestsRouteRef,
      '/platform': platformRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
  });
}
