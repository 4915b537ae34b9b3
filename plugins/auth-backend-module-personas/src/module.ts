import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { authProvidersExtensionPoint } from '@backstage/plugin-auth-node';
import { isConfigured, refuseOutsideDemo } from './demoOnly';
import { readPersonas } from './personas';
import { createPersonaProvider } from './provider';

/**
 * Sign-in as one of the personas of the demo. Does nothing when the configuration names none, and stops the start
 * when it names them outside the demo profile.
 *
 * @public
 */
export const authModulePersonas = createBackendModule({
  pluginId: 'auth',
  moduleId: 'personas',
  register({ registerInit }) {
    registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, logger, providers }) {
        if (!isConfigured(config)) {
          return;
        }
        refuseOutsideDemo(config);
        const personas = readPersonas(config);
        logger.warn(
          `Demo: anyone who reaches this portal may sign in as ${[
            ...personas.values(),
          ]
            .map(persona => persona.user)
            .join(', ')}`,
        );
        providers.registerProvider({
          providerId: 'personas',
          factory: createPersonaProvider(personas),
        });
      },
    });
  },
});
