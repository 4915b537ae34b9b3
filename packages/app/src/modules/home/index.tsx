import {
  coreExtensionData,
  createExtensionInput,
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import HomeIcon from '@material-ui/icons/Home';
import { Fragment } from 'react';

/** The first page: where to go, and whatever the plugins attach to its `widgets`. */
const homePage = PageBlueprint.makeWithOverrides({
  name: 'home',
  inputs: {
    widgets: createExtensionInput([coreExtensionData.reactElement]),
  },
  factory: (originalFactory, { inputs }) =>
    originalFactory({
      path: '/',
      noHeader: true,
      title: 'Home',
      icon: <HomeIcon fontSize="inherit" />,
      loader: async () => {
        const { HomePage } = await import('./HomePage');
        return (
          <HomePage>
            {inputs.widgets.map(widget => (
              <Fragment key={widget.node.spec.id}>
                {widget.get(coreExtensionData.reactElement)}
              </Fragment>
            ))}
          </HomePage>
        );
      },
    }),
});

export const homeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [homePage],
});
