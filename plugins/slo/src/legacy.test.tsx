import {
  MockPermissionApi,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { FakeSlo } from './__testUtils__/FakeSlo';
import { sloApiRef } from './api';
import {
  EntitySloCard,
  EntitySloContent,
  isSloAvailable,
  sloPlugin,
  SlosPage,
} from './legacy';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'service-0002',
    annotations: { 'fairway.dev/slo-documents': 'url:slo.yaml' },
  },
};

/** Mounts the pages as an app on the classic system does, and opens one. */
function open(at: string) {
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [sloApiRef, FakeSlo.ofSize(3)],
        [permissionApiRef, new MockPermissionApi()],
      ]}
    >
      <Routes>
        <Route path="/slos/*" element={<SlosPage />} />
        <Route
          path="/service/*"
          element={
            <EntityProvider entity={entity}>
              <EntitySloCard />
              <EntitySloContent />
            </EntityProvider>
          }
        />
      </Routes>
    </TestApiProvider>,
    {
      routeEntries: [at],
      mountedRoutes: {
        '/slos': sloPlugin.routes.slos,
        '/service': sloPlugin.routes.entity,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
}

describe('apps on the classic frontend system', () => {
  it('mount the pages', async () => {
    await open('/slos');
    expect(
      await screen.findByRole('link', { name: 'Availability of service-0002' }),
    ).toBeInTheDocument();
  });

  it('show tab and card of a service', async () => {
    expect(isSloAvailable(entity)).toBe(true);
    await open('/service');
    expect(
      await screen.findByRole('link', { name: 'Objectives and budgets' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('heading', {
        name: 'Availability of service-0002',
      }),
    ).toBeInTheDocument();
  });
});
