import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { sliSourceExtensionPoint } from '@fairway/connectors';
import { createDemoSliSource } from '@fairway/demo-estate';
import { readEstate } from './config';
import { faultRegistryServiceRef } from './faults/faultRegistry';

/** The series of the demo estate, so that its objectives have something to be measured by. @public */
export const sloDemoSourceModule = createBackendModule({
  pluginId: 'slo',
  moduleId: 'demo-source',
  register({ registerInit }) {
    registerInit({
      deps: {
        config: coreServices.rootConfig,
        faults: faultRegistryServiceRef,
        sources: sliSourceExtensionPoint,
      },
      async init({ config, faults, sources }) {
        const estate = readEstate(config);
        if (estate) {
          sources.addSource(
            createDemoSliSource({
              seed: estate.seed,
              services: new Set(
                estate.intents.map(({ metadata }) => metadata.name),
              ),
              faults,
              clock: Date.now,
            }),
          );
        }
      },
    });
  },
});
