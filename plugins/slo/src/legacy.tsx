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
import { SloClient, sloApiRef } from './api';
import {
  changeRequestRouteRef,
  documentsRouteRef,
  editorRouteRef,
  entitySloRouteRef,
  newObjectiveRouteRef,
  objectiveRouteRef,
  slosRouteRef,
} from './routes';

/** @public */
export const sloPlugin = createPlugin({
  id: 'slo',
  apis: [
    createApiFactory({
      api: sloApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new SloClient({ fetchApi }),
    }),
  ],
  routes: {
    slos: slosRouteRef,
    objective: objectiveRouteRef,
    editor: editorRouteRef,
    newObjective: newObjectiveRouteRef,
    documents: documentsRouteRef,
    entity: entitySloRouteRef,
  },
  externalRoutes: { changeRequest: changeRequestRouteRef },
});

/** Mount at `/slos`. @public */
export const SlosPage = sloPlugin.provide(
  createRoutableExtension({
    name: 'SlosPage',
    component: () => import('./components/SlosPage').then(m => m.SlosPage),
    mountPoint: slosRouteRef,
  }),
);

/** A tab of the entity page, at `/slos`; show it where `isSloAvailable`. @public */
export const EntitySloContent = sloPlugin.provide(
  createRoutableExtension({
    name: 'EntitySloContent',
    component: () =>
      import('./components/EntitySlos').then(m => m.EntitySloContent),
    mountPoint: entitySloRouteRef,
  }),
);

/** A card of the entity overview; show it where `isSloAvailable`. @public */
export const EntitySloCard = sloPlugin.provide(
  createComponentExtension({
    name: 'EntitySloCard',
    component: {
      lazy: () => import('./components/EntitySlos').then(m => m.EntitySloCard),
    },
  }),
);

export { SloClient, sloApiRef } from './api';
export {
  isSloAvailable,
  SLO_ANNOTATION,
  SLO_DOCUMENTS_ANNOTATION,
} from './components/EntitySlos/annotations';
