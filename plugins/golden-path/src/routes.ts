import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/core-plugin-api';

/** List of change requests. @public */
export const changeRequestsRouteRef = createRouteRef({
  id: 'golden-path:change-requests',
});

/** One change request. @public */
export const changeRequestRouteRef = createSubRouteRef({
  id: 'golden-path:change-request',
  parent: changeRequestsRouteRef,
  path: '/:id',
});

/** List of campaigns. @public */
export const campaignsRouteRef = createRouteRef({
  id: 'golden-path:campaigns',
});

/** Where a campaign is planned. @public */
export const newCampaignRouteRef = createSubRouteRef({
  id: 'golden-path:new-campaign',
  parent: campaignsRouteRef,
  path: '/new',
});

/** One campaign. @public */
export const campaignRouteRef = createSubRouteRef({
  id: 'golden-path:campaign',
  parent: campaignsRouteRef,
  path: '/:id',
});

/** Git against what is derived, for all services. @public */
export const driftRouteRef = createRouteRef({ id: 'golden-path:drift' });

/** Git against what is derived, for one service. @public */
export const serviceDriftRouteRef = createSubRouteRef({
  id: 'golden-path:service-drift',
  parent: driftRouteRef,
  path: '/:service',
});

/** What the platform promises and expects. @public */
export const platformRouteRef = createRouteRef({ id: 'golden-path:platform' });

/** Drafts of the contract and its templates, compiled while they are written. @public */
export const authoringRouteRef = createRouteRef({
  id: 'golden-path:authoring',
});

/** The golden path of one service, a tab of its entity page. @public */
export const entityGoldenPathRouteRef = createRouteRef({
  id: 'golden-path:entity',
});

/** Where a service is begun: the templates, unless the app binds it elsewhere. @public */
export const createServiceRouteRef = createExternalRouteRef({
  id: 'golden-path:create-service',
  optional: true,
  defaultTarget: 'scaffolder.root',
});

/** Where services are looked up: the catalog, unless the app binds it elsewhere. @public */
export const catalogRouteRef = createExternalRouteRef({
  id: 'golden-path:catalog',
  optional: true,
  defaultTarget: 'catalog.catalogIndex',
});

/** The form of a template, which also changes services: the template's own, unless the app binds it elsewhere. @public */
export const templateRouteRef = createExternalRouteRef({
  id: 'golden-path:template',
  params: ['namespace', 'templateName'],
  optional: true,
  defaultTarget: 'scaffolder.selectedTemplate',
});

/** How far releases got, of all services. @public */
export const deliveryRouteRef = createRouteRef({ id: 'golden-path:delivery' });
