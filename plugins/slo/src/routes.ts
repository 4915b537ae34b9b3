import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/core-plugin-api';

/** All objectives: who is burning? @public */
export const slosRouteRef = createRouteRef({ id: 'slo:objectives' });

/** One objective. @public */
export const objectiveRouteRef = createSubRouteRef({
  id: 'slo:objective',
  parent: slosRouteRef,
  path: '/:id',
});

/** Where the document of an objective is changed. @public */
export const editorRouteRef = createSubRouteRef({
  id: 'slo:editor',
  parent: slosRouteRef,
  path: '/:id/edit',
});

/** Where an objective is written. @public */
export const newObjectiveRouteRef = createSubRouteRef({
  id: 'slo:new-objective',
  parent: slosRouteRef,
  path: '/new',
});

/** Where objectives are written, and where documents are uploaded. @public */
export const documentsRouteRef = createSubRouteRef({
  id: 'slo:documents',
  parent: slosRouteRef,
  path: '/documents',
});

/** The objectives of one service, a tab of its entity page. @public */
export const entitySloRouteRef = createRouteRef({ id: 'slo:entity' });

/** One change request: that of the golden path, unless the app binds it elsewhere. @public */
export const changeRequestRouteRef = createExternalRouteRef({
  id: 'slo:change-request',
  params: ['id'],
  optional: true,
  defaultTarget: 'golden-path.changeRequest',
});
