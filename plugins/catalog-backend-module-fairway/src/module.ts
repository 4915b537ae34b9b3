import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { FairwayProcessor } from './FairwayProcessor';
import { MergedServicesClient } from './MergedServicesClient';
import { MergedServicesProvider } from './MergedServicesProvider';

/** Merged services in the catalog, and our annotations and relations. @public */
export const catalogModuleFairway = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'fairway',
  register({ registerInit }) {
    registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, catalog, discovery, events, logger, scheduler }) {
        catalog.addProcessor(new FairwayProcessor());
        catalog.addEntityProvider(
          MergedServicesProvider.create({
            client: MergedServicesClient.create({ auth, discovery }),
            events,
            logger,
            schedule: scheduler.createScheduledTaskRunner({
              // Asks for one page when nothing was merged, so it may be frequent.
              frequency: { seconds: 10 },
              timeout: { minutes: 5 },
              scope: 'local',
            }),
          }),
        );
      },
    });
  },
});
