import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { goldenPathSeedExtensionPoint } from '@fairway/connectors';
import { compilableIntents } from '@fairway/demo-estate';
import { readEstate } from './config';
import { withDrift } from './drift';

/** The services of the demo estate as what a fresh GitOps repository begins with. @public */
export const goldenPathDemoSeedModule = createBackendModule({
  pluginId: 'golden-path',
  moduleId: 'demo-seed',
  register({ registerInit }) {
    registerInit({
      deps: {
        config: coreServices.rootConfig,
        seeds: goldenPathSeedExtensionPoint,
      },
      async init({ config, seeds }) {
        const estate = readEstate(config);
        if (estate) {
          seeds.addSeed({
            id: 'demo-estate',
            intents: async () => {
              const intents = compilableIntents(estate);
              return {
                ...withDrift(intents),
                resources: estate.resources,
              };
            },
          });
        }
      },
    });
  },
});
