import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { readEstate } from '../config';
import { faultRegistryServiceRef } from './faultRegistry';
import { FaultService } from './FaultService';
import { FaultStore } from './FaultStore';
import { faultReadPermission, faultSwitchPermission } from './permissions';
import { createFaultRouter } from './router';

/** How soon a replica shows what another one switched. */
const LOOK_EVERY = { seconds: 10 };

/** Faults of the demo estate, switched on and off over HTTP; nothing outside the demo profile. @public */
export const demoEstatePlugin = createBackendPlugin({
  pluginId: 'demo-estate',
  register({ registerInit }) {
    registerInit({
      deps: {
        auditor: coreServices.auditor,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        registry: faultRegistryServiceRef,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const estate = readEstate(deps.config);
        if (!estate) {
          return;
        }
        const faults = FaultService.create({
          store: await FaultStore.create(deps.database),
          registry: deps.registry,
          services: new Set(
            estate.intents.map(({ metadata }) => metadata.name),
          ),
          clock: Date.now,
        });
        await faults.refresh();
        deps.permissionsRegistry.addPermissions([
          faultReadPermission,
          faultSwitchPermission,
        ]);
        deps.httpRouter.use(createFaultRouter({ ...deps, faults }));
        await deps.scheduler.scheduleTask({
          id: 'demo-estate-look-at-faults',
          scope: 'local',
          frequency: LOOK_EVERY,
          initialDelay: LOOK_EVERY,
          timeout: { seconds: 30 },
          fn: async () => {
            await faults.refresh();
          },
        });
      },
    });
  },
});
