/**
 * The same pages for apps on the classic frontend system.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { GoldenPathClient, goldenPathApiRef } from './api';
import { AuthoringClient, authoringApiRef } from './authoringClient';
import { CampaignsClient, campaignsApiRef } from './campaignsClient';
import { Day2Client, day2ApiRef } from './day2Client';
import { DeliveryClient, deliveryApiRef } from './deliveryClient';
import { DriftClient, driftApiRef } from './driftClient';
import {
  authoringRouteRef,
  campaignRouteRef,
  campaignsRouteRef,
  catalogRouteRef,
  changeRequestRouteRef,
  changeRequestsRouteRef,
  createServiceRouteRef,
  deliveryRouteRef,
  driftRouteRef,
  entityGoldenPathRouteRef,
  newCampaignRouteRef,
  platformRouteRef,
  serviceDriftRouteRef,
  templateRouteRef,
} from './routes';

/** @public */
export const goldenPathPlugin = createPlugin({
  id: 'golden-path',
  apis: [
    createApiFactory({
      api: goldenPathApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new GoldenPathClient({ fetchApi }),
    }),
    createApiFactory({
      api: authoringApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new AuthoringClient({ fetchApi }),
    }),
    createApiFactory({
      api: day2ApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new Day2Client({ fetchApi }),
    }),
    createApiFactory({
      api: deliveryApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new DeliveryClient({ fetchApi }),
    }),
    createApiFactory({
      api: campaignsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new CampaignsClient({ fetchApi }),
    }),
    createApiFactory({
      api: driftApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new DriftClient({ fetchApi }),
    }),
  ],
  routes: {
    changeRequests: changeRequestsRouteRef,
    changeRequest: changeRequestRouteRef,
    platform: platformRouteRef,
    campaigns: campaignsRouteRef,
    campaign: campaignRouteRef,
    newCampaign: newCampaignRouteRef,
    drift: driftRouteRef,
    serviceDrift: serviceDriftRouteRef,
    delivery: deliveryRouteRef,
    authoring: authoringRouteRef,
    entity: entityGoldenPathRouteRef,
  },
  externalRoutes: {
    catalog: catalogRouteRef,
    createService: createServiceRouteRef,
    template: templateRouteRef,
  },
});

/** Mount at `/change-requests`. @public */
export const ChangeRequestsPage = goldenPathPlugin.provide(
  createRoutableExtension({
    name: 'ChangeRequestsPage',
    component: () =>
      import('./components/ChangeRequestsPage').then(m => m.ChangeRequestsPage),
    mountPoint: changeRequestsRouteRef,
  }),
);

/** Mount at `/platform`. @public */
export const PlatformPage = goldenPathPlugin.provide(
  createRoutableExtension({
    name: 'PlatformPage',
    component: () =>
      import('./components/PlatformPage').then(m => m.PlatformPage),
    mountPoint: platformRouteRef,
  }),
);

/** Mount at `/campaigns`. @public */
export const CampaignsPage = goldenPathPlugin.provide(
  createRoutableExtension({
    name: 'CampaignsPage',
    component: () =>
      import('./components/CampaignsPage').then(m => m.CampaignsPage),
    mountPoint: campaignsRouteRef,
  }),
);

/** Mount at `/drift`. @public */
export const DriftPage = goldenPathPlugin.provide(
  createRoutableExtension({
    name: 'DriftPage',
    component: () => import('./components/DriftPage').then(m => m.DriftPage),
    mountPoint: driftRouteRef,
  }),
);

/** Mount at `/delivery`. @public */
export const DeliveryPage = goldenPathPlugin.provide(
  createRoutableExtension({
    name: 'DeliveryPage',
    component: () =>
      import('./components/DeliveryPage').then(m => m.DeliveryPage),
    mountPoint: deliveryRouteRef,
  }),
);

/** Mount at `/authoring`. @public */
export const AuthoringPage = goldenPathPlugin.provide(
  createRoutableExtension({
    name: 'AuthoringPage',
    component: () =>
      import('./components/AuthoringPage').then(m => m.AuthoringPage),
    mountPoint: authoringRouteRef,
  }),
);

/** A tab of the entity page, at `/golden-path`; show it where `isGoldenPathAvailable`. @public */
export const EntityGoldenPathContent = goldenPathPlugin.provide(
  createRoutableExtension({
    name: 'EntityGoldenPathContent',
    component: () =>
      import('./components/EntityGoldenPath').then(
        m => m.EntityGoldenPathContent,
      ),
    mountPoint: entityGoldenPathRouteRef,
  }),
);

/** A card of the entity overview; show it where `isGoldenPathAvailable`. @public */
export const EntityGoldenPathCard = goldenPathPlugin.provide(
  createComponentExtension({
    name: 'EntityGoldenPathCard',
    component: {
      lazy: () =>
        import('./components/EntityGoldenPath').then(
          m => m.EntityGoldenPathCard,
        ),
    },
  }),
);

export { GoldenPathClient, goldenPathApiRef } from './api';
export { AuthoringClient, authoringApiRef } from './authoringClient';
export { CampaignsClient, campaignsApiRef } from './campaignsClient';
export { DriftClient, driftApiRef } from './driftClient';
export { Day2Client, day2ApiRef } from './day2Client';
export { DeliveryClient, deliveryApiRef } from './deliveryClient';
export {
  CONTRACT_VERSION_ANNOTATION,
  INTENT_ANNOTATION,
  isGoldenPathAvailable,
} from './components/EntityGoldenPath/annotations';
