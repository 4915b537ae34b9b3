import { fetchApiRef } from '@backstage/core-plugin-api';
import {
  ApiBlueprint,
  coreExtensionData,
  createExtension,
  createFrontendPlugin,
  ExtensionBoundary,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import AccountTreeIcon from '@material-ui/icons/AccountTree';
import CampaignIcon from '@material-ui/icons/DynamicFeed';
import DeliveryIcon from '@material-ui/icons/LocalShippingOutlined';
import DriftIcon from '@material-ui/icons/CompareArrows';
import EditIcon from '@material-ui/icons/EditOutlined';
import LayersIcon from '@material-ui/icons/Layers';
import MergeIcon from '@material-ui/icons/CallMerge';
import { GoldenPathClient, goldenPathApiRef } from './api';
import { AuthoringClient, authoringApiRef } from './authoringClient';
import { CampaignsClient, campaignsApiRef } from './campaignsClient';
import { Day2Client, day2ApiRef } from './day2Client';
import { DeliveryClient, deliveryApiRef } from './deliveryClient';
import { DriftClient, driftApiRef } from './driftClient';
import { formDecorators, formFields } from './form';
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

const goldenPathApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: goldenPathApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new GoldenPathClient({ fetchApi }),
    }),
});

const authoringApi = ApiBlueprint.make({
  name: 'authoring',
  params: defineParams =>
    defineParams({
      api: authoringApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new AuthoringClient({ fetchApi }),
    }),
});

const day2Api = ApiBlueprint.make({
  name: 'day2',
  params: defineParams =>
    defineParams({
      api: day2ApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new Day2Client({ fetchApi }),
    }),
});

const deliveryApi = ApiBlueprint.make({
  name: 'delivery',
  params: defineParams =>
    defineParams({
      api: deliveryApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new DeliveryClient({ fetchApi }),
    }),
});

const campaignsApi = ApiBlueprint.make({
  name: 'campaigns',
  params: defineParams =>
    defineParams({
      api: campaignsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new CampaignsClient({ fetchApi }),
    }),
});

const driftApi = ApiBlueprint.make({
  name: 'drift',
  params: defineParams =>
    defineParams({
      api: driftApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new DriftClient({ fetchApi }),
    }),
});

const changeRequestsPage = PageBlueprint.make({
  name: 'change-requests',
  params: {
    path: '/change-requests',
    title: 'Change requests',
    icon: <MergeIcon fontSize="inherit" />,
    routeRef: changeRequestsRouteRef,
    noHeader: true,
    loader: () =>
      import('./components/ChangeRequestsPage').then(m => (
        <m.ChangeRequestsPage />
      )),
  },
});

const platformPage = PageBlueprint.make({
  name: 'platform',
  params: {
    path: '/platform',
    title: 'Platform',
    icon: <LayersIcon fontSize="inherit" />,
    routeRef: platformRouteRef,
    noHeader: true,
    loader: () =>
      import('./components/PlatformPage').then(m => <m.PlatformPage />),
  },
});

const campaignsPage = PageBlueprint.make({
  name: 'campaigns',
  params: {
    path: '/campaigns',
    title: 'Campaigns',
    icon: <CampaignIcon fontSize="inherit" />,
    routeRef: campaignsRouteRef,
    noHeader: true,
    loader: () =>
      import('./components/CampaignsPage').then(m => <m.CampaignsPage />),
  },
});

const driftPage = PageBlueprint.make({
  name: 'drift',
  params: {
    path: '/drift',
    title: 'Drift',
    icon: <DriftIcon fontSize="inherit" />,
    routeRef: driftRouteRef,
    noHeader: true,
    loader: () => import('./components/DriftPage').then(m => <m.DriftPage />),
  },
});

const deliveryPage = PageBlueprint.make({
  name: 'delivery',
  params: {
    path: '/delivery',
    title: 'Delivery',
    icon: <DeliveryIcon fontSize="inherit" />,
    routeRef: deliveryRouteRef,
    noHeader: true,
    loader: () =>
      import('./components/DeliveryPage').then(m => <m.DeliveryPage />),
  },
});

const authoringPage = PageBlueprint.make({
  name: 'authoring',
  params: {
    path: '/authoring',
    title: 'Authoring',
    icon: <EditIcon fontSize="inherit" />,
    routeRef: authoringRouteRef,
    noHeader: true,
    loader: () =>
      import('./components/AuthoringPage').then(m => <m.AuthoringPage />),
  },
});

/** Services whose intent is in Git. */
const onGoldenPath = {
  kind: 'component',
  'metadata.annotations.fairway.dev/intent': { $exists: true },
} as const;

const entityCard = EntityCardBlueprint.make({
  params: {
    type: 'content',
    filter: onGoldenPath,
    loader: () =>
      import('./components/EntityGoldenPath').then(m => (
        <m.EntityGoldenPathCard />
      )),
  },
});

const entityContent = EntityContentBlueprint.make({
  params: {
    path: '/golden-path',
    title: 'Golden path',
    group: 'deployment',
    icon: <AccountTreeIcon fontSize="inherit" />,
    routeRef: entityGoldenPathRouteRef,
    filter: onGoldenPath,
    loader: () =>
      import('./components/EntityGoldenPath').then(m => (
        <m.EntityGoldenPathContent />
      )),
  },
});

/** Where an app that has a first page of widgets takes them. */
const onFirstPage = { id: 'page:app/home', input: 'widgets' };

const waitsForYou = createExtension({
  kind: 'home-widget',
  name: 'waits-for-you',
  attachTo: onFirstPage,
  output: [coreExtensionData.reactElement],
  factory: ({ node }) => [
    coreExtensionData.reactElement(
      ExtensionBoundary.lazy(node, () =>
        import('./components/HomeWidgets').then(m => <m.WaitsForYou />),
      ),
    ),
  ],
});

const yourServices = createExtension({
  kind: 'home-widget',
  name: 'your-services',
  attachTo: onFirstPage,
  output: [coreExtensionData.reactElement],
  factory: ({ node }) => [
    coreExtensionData.reactElement(
      ExtensionBoundary.lazy(node, () =>
        import('./components/HomeWidgets').then(m => <m.YourServices />),
      ),
    ),
  ],
});

/** Pages, widgets, entity card and tab, and the form fields of the golden path. @public */
export const goldenPathPlugin = createFrontendPlugin({
  pluginId: 'golden-path',
  title: 'Golden path',
  icon: <AccountTreeIcon fontSize="inherit" />,
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
  extensions: [
    goldenPathApi,
    authoringApi,
    day2Api,
    deliveryApi,
    campaignsApi,
    driftApi,
    changeRequestsPage,
    platformPage,
    campaignsPage,
    driftPage,
    deliveryPage,
    authoringPage,
    entityCard,
    entityContent,
    waitsForYou,
    yourServices,
    ...formFields,
    ...formDecorators,
  ],
});
