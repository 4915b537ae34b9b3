import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { goldenPathPermissions } from '@fairway/plugin-golden-path-common';
import { systemClock } from '@fairway/backend-kit';
import { registerActions } from './actions';
import { buildServices } from './buildServices';
import { readGoldenPathConfig } from './config';
import { readDeliveryConfig } from './delivery/config';
import {
  deliveryHistoryExtensionPoint,
  goldenPathSeedExtensionPoint,
  type DeliveryHistory,
  type GoldenPathSeed,
} from './extensions';
import {
  changeRequestResourceRef,
  changeRequestRules,
} from './permissions/rules';
import { createRouter } from './router';

/** How often somebody else's push to the repository is looked for. */
const LOOK_EVERY = { seconds: 10 };

/** How often it is looked for what people did on the Git host without the portal. */
const LOOK_AT_REQUESTS_EVERY = { minutes: 1 };

/** How often it is looked for exceptions and overrides that end soon; notices are told in days. */
const NOTICE_EVERY = { minutes: 10 };

/**
 * Contract, fleet and change requests of the golden path.
 * @public
 */
export const goldenPathPlugin = createBackendPlugin({
  pluginId: 'golden-path',
  register(env) {
    const seeds: GoldenPathSeed[] = [];
    env.registerExtensionPoint(goldenPathSeedExtensionPoint, {
      addSeed: seed => {
        seeds.push(seed);
      },
    });
    const histories: DeliveryHistory[] = [];
    env.registerExtensionPoint(deliveryHistoryExtensionPoint, {
      addHistory: history => {
        histories.push(history);
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
        rootLifecycle: coreServices.rootLifecycle,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const config = readGoldenPathConfig(deps.config, {
          workingDirectory: process.cwd(),
        });
        const services = await buildServices({
          ...deps,
          config,
          rootConfig: deps.config,
          deliveryConfig: readDeliveryConfig(deps.config),
          histories,
          seeds,
          clock: systemClock,
        });
        deps.permissionsRegistry.addResourceType({
          resourceRef: changeRequestResourceRef,
          permissions: goldenPathPermissions,
          rules: Object.values(changeRequestRules),
          getResources: async ids => services.resources.resources(ids),
        });
        registerActions({
          ...services,
          actionsRegistry: deps.actionsRegistry,
        });
        deps.httpRouter.use(
          await createRouter({
            ...services,
            httpAuth: deps.httpAuth,
            limits: config.limits,
            logger: deps.logger,
          }),
        );
        for (const path of ['/health', '/openapi.json', '/delivery/webhooks']) {
          deps.httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
        }
        deps.lifecycle.addStartupHook(() => {
          services.directory.begin();
          services.startup.begin();
        });
        // Before anything shuts down: a change needs its routes and the database to end well.
        deps.rootLifecycle.addBeforeShutdownHook(() =>
          services.inFlight.drain(),
        );
        deps.lifecycle.addShutdownHook(async () => {
          services.directory.stop();
          services.startup.stop();
          await services.stop();
        });
        await deps.scheduler.scheduleTask({
          id: 'golden-path-look-at-head',
          scope: 'local',
          frequency: LOOK_EVERY,
          timeout: { seconds: 30 },
          fn: async () => {
            if (services.readiness.state().ready) {
              // Sees a new commit, and a new contract too.
              await services.desiredState.fleet();
            }
          },
        });
        await deps.scheduler.scheduleTask({
          id: 'golden-path-look-at-requests',
          scope: 'global',
          frequency: LOOK_AT_REQUESTS_EVERY,
          initialDelay: LOOK_AT_REQUESTS_EVERY,
          timeout: { minutes: 5 },
          fn: async () => {
            if (services.readiness.state().ready) {
              await services.lookAtHost();
            }
          },
        });
        await services.scheduleCampaigns();
        await services.delivery.schedule();
        await services.scheduleDrift({ minutes: config.drift.everyMinutes });
        await deps.scheduler.scheduleTask({
          id: 'golden-path-expiry-notices',
          scope: 'global',
          frequency: NOTICE_EVERY,
          initialDelay: { minutes: 1 },
          timeout: { minutes: 5 },
          fn: async () => {
            if (services.readiness.state().ready) {
              await services.expiryNotices.run();
            }
          },
        });
      },
    });
  },
});
