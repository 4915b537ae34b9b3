import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { screen } from '@testing-library/react';
import { FakeGoldenPath } from './__testUtils__/FakeGoldenPath';
import { goldenPathApiRef } from './api';
import goldenPathPlugin from './index';
import * as legacy from './legacy';

const fakeBackend = createFrontendModule({
  pluginId: 'golden-path',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: goldenPathApiRef,
          deps: {},
          factory: () => FakeGoldenPath.ofSize(3),
        }),
    }),
  ],
});

describe('plugin', () => {
  it('brings its pages into an app', async () => {
    renderTestApp({
      features: [goldenPathPlugin, fakeBackend],
      initialRouteEntries: ['/platform/changelog'],
    });
    expect(
      await screen.findByText('The standby cluster prod-dr-1.'),
    ).toBeInTheDocument();
  });

  it('serves apps that have not moved too', () => {
    expect(legacy.goldenPathPlugin.getId()).toBe('golden-path');
    expect([...legacy.goldenPathPlugin.getApis()]).toHaveLength(6);
  });
});
