import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  MockPermissionApi,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { Route, Routes } from 'react-router-dom';
import { FakeCampaigns } from './__testUtils__/FakeCampaigns';
import { FakeDrift } from './__testUtils__/FakeDrift';
import { FakeDelivery } from './__testUtils__/FakeDelivery';
import { FakeGoldenPath } from './__testUtils__/FakeGoldenPath';
import { goldenPathApiRef } from './api';
import { deliveryApiRef } from './deliveryClient';
import { campaignsApiRef } from './campaignsClient';
import { driftApiRef } from './driftClient';
import {
  CampaignsPage,
  ChangeRequestsPage,
  DriftPage,
  EntityGoldenPathCard,
  EntityGoldenPathContent,
  goldenPathPlugin,
  PlatformPage,
} from './legacy';

/** Mounts the pages as an app on the classic system does, and opens one. */
function open(at: string, inside?: ReactElement) {
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [goldenPathApiRef, FakeGoldenPath.ofSize(3)],
        [campaignsApiRef, FakeCampaigns.ofEach()],
        [driftApiRef, FakeDrift.ofSize(8)],
        [deliveryApiRef, new FakeDelivery()],
        [permissionApiRef, new MockPermissionApi()],
      ]}
    >
      <Routes>
        <Route path="/change-requests/*" element={<ChangeRequestsPage />} />
        <Route path="/platform/*" element={<PlatformPage />} />
        <Route path="/campaigns/*" element={<CampaignsPage />} />
        <Route path="/drift/*" element={<DriftPage />} />
        <Route path="/service/*" element={inside} />
      </Routes>
    </TestApiProvider>,
    {
      routeEntries: [at],
      mountedRoutes: {
        '/change-requests': goldenPathPlugin.routes.changeRequests,
        '/platform': goldenPathPlugin.routes.platform,
        '/campaigns': goldenPathPlugin.routes.campaigns,
        '/drift': goldenPathPlugin.routes.drift,
        '/service': goldenPathPlugin.routes.entity,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
}

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'fraud-service' },
};

describe('an app on the classic system', () => {
  it('shows the list of change requests', async () => {
    await open('/change-requests');
    expect(
      await screen.findByRole('table', { name: 'Change requests' }),
    ).toBeInTheDocument();
  });

  it('shows the platform', async () => {
    await open('/platform/changelog');
    expect(
      await screen.findByText('The standby cluster prod-dr-1.'),
    ).toBeInTheDocument();
  });

  it('shows campaigns and drift', async () => {
    await open('/campaigns');
    expect(
      await screen.findByRole('table', { name: 'Campaigns' }),
    ).toBeInTheDocument();
    await open('/drift');
    expect(
      await screen.findByRole('table', { name: 'Drift' }),
    ).toBeInTheDocument();
  });

  it('shows card and tab of a service', async () => {
    await open(
      '/service',
      <EntityProvider entity={entity}>
        <EntityGoldenPathCard />
        <EntityGoldenPathContent />
      </EntityProvider>,
    );
    expect(
      await screen.findByRole('link', { name: 'Objects and reasons' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('region', { name: 'Intent' }),
    ).toBeInTheDocument();
  });
});
