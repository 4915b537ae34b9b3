import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { ObjectiveCollatorFactory } from './ObjectiveCollatorFactory';

/** Brings objectives into the search. @public */
export const searchModuleSlo = createBackendModule({
  pluginId: 'search',
  moduleId: 'slo-collator',
  register({ registerInit }) {
    registerInit({
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        indexRegistry: searchIndexRegistryExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, discovery, indexRegistry, scheduler }) {
        indexRegistry.addCollator({
          factory: ObjectiveCollatorFactory.create({ auth, discovery }),
          schedule: scheduler.createScheduledTaskRunner({
            frequency: { minutes: 10 },
            timeout: { minutes: 15 },
            // The objectives are found first.
            initialDelay: { seconds: 30 },
          }),
        });
      },
    });
  },
});
