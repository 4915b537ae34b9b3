import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { DemoEstateProvider } from './DemoEstateProvider';
import { readEstate } from './config';

/** Groups, users, systems and the like of the demo estate in the catalog. @public */
export const catalogModuleDemoEstate = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'demo-estate',
  register({ registerInit }) {
    registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, config, logger, scheduler }) {
        const estate = readEstate(config);
        if (!estate) {
          return;
        }
        catalog.addEntityProvider(
          DemoEstateProvider.create({
            estate,
            logger,
            schedule: scheduler.createScheduledTaskRunner({
              frequency: { hours: 12 },
              // The catalog works through what it is given in order: the templates go first, they are few.
              initialDelay: { seconds: 5 },
              timeout: { minutes: 5 },
              // At every start, so that another size or seed in the configuration shows at once.
              scope: 'local',
            }),
          }),
        );
      },
    });
  },
});
