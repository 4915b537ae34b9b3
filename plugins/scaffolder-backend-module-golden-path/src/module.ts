import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createChangeRequestAction } from './actions/changeRequest';
import { createCompileAction } from './actions/compile';
import { DefaultGoldenPathClient } from './services/GoldenPathClient';

/** Adds `fairway:compile` and `fairway:change-request` to the scaffolder. @public */
export const scaffolderModuleGoldenPath = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'golden-path',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
      },
      async init({ actions, auth, config, discovery }) {
        const client = DefaultGoldenPathClient.create({ auth, discovery });
        actions.addActions(
          createCompileAction({ client }),
          createChangeRequestAction({
            client,
            appBaseUrl: config.getOptionalString('app.baseUrl'),
          }),
        );
      },
    });
  },
});
