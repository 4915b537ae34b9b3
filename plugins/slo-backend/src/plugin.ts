import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { systemClock } from '@fairway/backend-kit';
import { sliSourceExtensionPoint } from '@fairway/connectors';
import { sloPermissions, type SliSource } from '@fairway/plugin-slo-common';
import { registerActions } from './actions';
import { buildServices } from './buildServices';
import { readSloConfig } from './config';
import { objectiveResourceRef, objectiveRules } from './permissions/rules';
import { createRouter } from './router';

/**
 * Objectives, their status, history and exclusions.
 * @public
 */
export const sloPlugin = createBackendPlugin({
  pluginId: 'slo',
  register(env) {
    const sources: SliSource[] = [];
    env.registerExtensionPoint(sliSourceExtensionPoint, {
      addSource: source => {
        sources.push(source);
      },
    });
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        urlReader: coreServices.urlReader,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const services = await buildServices({
          ...deps,
          config: readSloConfig(deps.config),
          rootConfig: deps.config,
          clock: systemClock,
          sources,
        });
        deps.permissionsRegistry.addResourceType({
          resourceRef: objectiveResourceRef,
          permissions: sloPermissions,
          rules: Object.values(objectiveRules),
          getResources: async ids => services.resources(ids),
        });
        registerActions({ ...services, actionsRegistry: deps.actionsRegistry });
        deps.httpRouter.use(await createRouter(services));
        for (const path of ['/health', '/openapi.json']) {
          deps.httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
        }
        await services.schedule();
        deps.lifecycle.addStartupHook(() => services.begin());
        deps.lifecycle.addShutdownHook(() => services.stop());
      },
    });
  },
});
