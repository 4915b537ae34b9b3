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
import SpeedIcon from '@material-ui/icons/Speed';
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

const sloApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: sloApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new SloClient({ fetchApi }),
    }),
});

const slosPage = PageBlueprint.make({
  params: {
    path: '/slos',
    title: 'SLOs',
    icon: <SpeedIcon fontSize="inherit" />,
    routeRef: slosRouteRef,
    noHeader: true,
    loader: () => import('./components/SlosPage').then(m => <m.SlosPage />),
  },
});

const onGoldenPath = {
  kind: 'component',
  'metadata.annotations.fairway.dev/slo': { $exists: true },
} as const;

const withDocuments = {
  kind: 'component',
  'metadata.annotations.fairway.dev/slo-documents': { $exists: true },
} as const;

/** Services that have objectives: those of the golden path, or documents that an annotation names. */
const hasObjectives = { $any: [onGoldenPath, withDocuments] };

const entityCard = EntityCardBlueprint.make({
  params: {
    type: 'content',
    filter: hasObjectives,
    loader: () =>
      import('./components/EntitySlos').then(m => <m.EntitySloCard />),
  },
});

const entityContent = EntityContentBlueprint.make({
  params: {
    path: '/slos',
    title: 'SLOs',
    group: 'observability',
    icon: <SpeedIcon fontSize="inherit" />,
    routeRef: entitySloRouteRef,
    filter: hasObjectives,
    loader: () =>
      import('./components/EntitySlos').then(m => <m.EntitySloContent />),
  },
});

const worstBudgets = createExtension({
  kind: 'home-widget',
  name: 'worst-budgets',
  // Where an app that has a first page of widgets takes them.
  attachTo: { id: 'page:app/home', input: 'widgets' },
  output: [coreExtensionData.reactElement],
  factory: ({ node }) => [
    coreExtensionData.reactElement(
      ExtensionBoundary.lazy(node, () =>
        import('./components/HomeWidgets').then(m => <m.WorstBudgets />),
      ),
    ),
  ],
});

/** Service level objectives: fleet page, objective page, editor, entity tab and card, widget. @public */
export const sloPlugin = createFrontendPlugin({
  pluginId: 'slo',
  title: 'SLOs',
  icon: <SpeedIcon fontSize="inherit" />,
  routes: {
    slos: slosRouteRef,
    objective: objectiveRouteRef,
    editor: editorRouteRef,
    newObjective: newObjectiveRouteRef,
    documents: documentsRouteRef,
    entity: entitySloRouteRef,
  },
  externalRoutes: { changeRequest: changeRequestRouteRef },
  extensions: [sloApi, slosPage, entityCard, entityContent, worstBudgets],
});
