import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { SLO_OBJECTIVES_TOPIC } from '@fairway/plugin-slo-common';
import { EarlyRuns } from './EarlyRuns';
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
        events: eventsServiceRef,
        indexRegistry: searchIndexRegistryExtensionPoint,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({
        auth,
        discovery,
        events,
        indexRegistry,
        lifecycle,
        logger,
        scheduler,
      }) {
        const schedule = EarlyRuns.create({
          logger,
          scheduler,
          runner: scheduler.createScheduledTaskRunner({
            frequency: { minutes: 10 },
            timeout: { minutes: 15 },
            // The objectives are found first.
            initialDelay: { seconds: 30 },
          }),
        });
        indexRegistry.addCollator({
          factory: ObjectiveCollatorFactory.create({ auth, discovery }),
          schedule,
        });
        await events.subscribe({
          id: 'search-slo-objectives',
          topics: [SLO_OBJECTIVES_TOPIC],
          onEvent: async () => schedule.soon(),
        });
        lifecycle.addShutdownHook(() => schedule.stop());
      },
    });
  },
});
