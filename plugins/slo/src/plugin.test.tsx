import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { screen } from '@testing-library/react';
import { FakeSlo } from './__testUtils__/FakeSlo';
import { sloApiRef } from './api';
import sloPlugin from './index';
import * as legacy from './legacy';

const fakeBackend = createFrontendModule({
  pluginId: 'slo',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: sloApiRef,
          deps: {},
          factory: () => new FakeSlo(),
        }),
    }),
  ],
});

describe('plugin', () => {
  it('brings its pages into an app', async () => {
    renderTestApp({
      features: [sloPlugin, fakeBackend],
      initialRouteEntries: ['/slos'],
    });
    expect(
      await screen.findByText('No objective is known yet.'),
    ).toBeInTheDocument();
  });

  it('serves apps that have not moved too', () => {
    expect(legacy.sloPlugin.getId()).toBe('slo');
    expect([...legacy.sloPlugin.getApis()]).toHaveLength(1);
  });
});
