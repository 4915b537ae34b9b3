import '@backstage/cli/asset-types';
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend -- this folder is an app of its own, and an app brings the styles
import '@backstage/ui/css/styles.css';
import type { Entity } from '@backstage/catalog-model';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  coreExtensionData,
  createExtensionInput,
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  SignInPageBlueprint,
  ThemeBlueprint,
} from '@backstage/plugin-app-react';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { FairwayThemeProvider } from '@fairway/ui';
import HomeIcon from '@material-ui/icons/Home';
import { Fragment, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import sloPlugin, { sloApiRef } from '../src';
import { FakeSlo } from '../src/__testUtils__/FakeSlo';

/** `?objectives=0` shows the empty list, `?objectives=2000` a long one. */
const size = Number(
  new URLSearchParams(window.location.search).get('objectives') ?? 36,
);

const component = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    annotations: { 'fairway.dev/slo': 'availability' },
  },
  spec: { type: 'service', owner: 'payments', lifecycle: 'production' },
});

const sloModule = createFrontendModule({
  pluginId: 'slo',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: sloApiRef,
          deps: {},
          factory: () => FakeSlo.ofSize(size),
        }),
    }),
  ],
});

const catalogModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: catalogApiRef,
          deps: {},
          factory: () =>
            catalogApiMock({
              entities: [component('service-0001'), component('service-0002')],
            }),
        }),
    }),
  ],
});

function themeOf(variant: 'light' | 'dark') {
  return ThemeBlueprint.make({
    name: variant,
    params: {
      theme: {
        id: variant,
        title: variant,
        variant,
        Provider: ({ children }) => (
          <FairwayThemeProvider variant={variant}>
            {children}
          </FairwayThemeProvider>
        ),
      },
    },
  });
}

const priya = {
  getUserId: () => 'priya.engineer',
  getProfile: () => ({ displayName: 'Priya' }),
  getProfileInfo: async () => ({ displayName: 'Priya' }),
  getBackstageIdentity: async () => ({
    type: 'user' as const,
    userEntityRef: 'user:default/priya.engineer',
    ownershipEntityRefs: ['group:default/payments'],
  }),
  getCredentials: async () => ({}),
  signOut: async () => {},
};

/** There is no backend that could ask who somebody is. */
const signIn = SignInPageBlueprint.make({
  params: {
    loader: async () =>
      function SignedIn({ onSignInSuccess }) {
        useEffect(() => onSignInSuccess(priya), [onSignInSuccess]);
        return null;
      },
  },
});

/** A first page that takes widgets, as the portal has one. */
const homePage = PageBlueprint.makeWithOverrides({
  name: 'home',
  inputs: { widgets: createExtensionInput([coreExtensionData.reactElement]) },
  factory: (originalFactory, { inputs }) =>
    originalFactory({
      path: '/',
      title: 'Home',
      icon: <HomeIcon fontSize="inherit" />,
      loader: async () => (
        <div
          style={{
            display: 'grid',
            gridTemplateColumns: 'repeat(auto-fit, minmax(460px, 1fr))',
            gap: 24,
            padding: 24,
          }}
        >
          {inputs.widgets.map(widget => (
            <Fragment key={widget.node.spec.id}>
              {widget.get(coreExtensionData.reactElement)}
            </Fragment>
          ))}
        </div>
      ),
    }),
});

const appModule = createFrontendModule({
  pluginId: 'app',
  extensions: [homePage, signIn, themeOf('light'), themeOf('dark')],
});

const app = createApp({
  features: [catalogPlugin, sloPlugin, sloModule, catalogModule, appModule],
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(app.createRoot());
}
