import { identityApiRef } from '@backstage/core-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type {
  AuthoringApi,
  CampaignsApi,
  DeliveryApi,
  DriftApi,
  GoldenPathApi,
} from '@fairway/plugin-golden-path-common';
import type { ReactElement } from 'react';
import { goldenPathApiRef } from '../api';
import { authoringApiRef } from '../authoringClient';
import { campaignsApiRef } from '../campaignsClient';
import { deliveryApiRef } from '../deliveryClient';
import { driftApiRef } from '../driftClient';
import {
  authoringRouteRef,
  campaignsRouteRef,
  changeRequestsRouteRef,
  driftRouteRef,
  platformRouteRef,
} from '../routes';
import { FakeCampaigns } from './FakeCampaigns';
import { FakeDelivery } from './FakeDelivery';
import { FakeDrift } from './FakeDrift';

/** Shows a page at its place in an app, against a fake backend. */
export function renderPage(
  page: ReactElement,
  options: {
    api: GoldenPathApi;
    authoring?: AuthoringApi;
    campaigns?: CampaignsApi;
    delivery?: DeliveryApi;
    drift?: DriftApi;
    /** Groups of who looks at the page. */
    teams?: string[];
    mountPath: string;
    at: string;
  },
) {
  const { api, authoring, mountPath, at } = options;
  const { campaigns = new FakeCampaigns(), drift = new FakeDrift() } = options;
  const { teams = [], delivery = new FakeDelivery() } = options;
  return renderInTestApp(page, {
    apis: [
      [goldenPathApiRef, api],
      [campaignsApiRef, campaigns],
      [deliveryApiRef, delivery],
      [driftApiRef, drift],
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
      ...(authoring ? [[authoringApiRef, authoring] as const] : []),
    ],
    mountPath,
    initialRouteEntries: [at],
    mountedRoutes: {
      '/change-requests': changeRequestsRouteRef,
      '/platform': platformRouteRef,
      '/campaigns': campaignsRouteRef,
      '/drift': driftRouteRef,
      '/authoring': authoringRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
  });
}
