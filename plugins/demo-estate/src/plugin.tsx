import {
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import ReportIcon from '@material-ui/icons/ReportProblemOutlined';

const demoRouteRef = createRouteRef();

const demoPage = PageBlueprint.make({
  params: {
    path: '/demo',
    title: 'Demo faults',
    icon: <ReportIcon fontSize="inherit" />,
    routeRef: demoRouteRef,
    noHeader: true,
    loader: () => import('./components/DemoPage').then(m => <m.DemoPage />),
  },
});

/** Faults of the demo estate. @public */
export const demoEstatePlugin = createFrontendPlugin({
  pluginId: 'demo-estate',
  title: 'Demo',
  icon: <ReportIcon fontSize="inherit" />,
  routes: { demo: demoRouteRef },
  extensions: [demoPage],
});
