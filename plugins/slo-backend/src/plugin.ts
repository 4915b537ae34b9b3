import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { sliSourceExtensionPoint } from '@fairway/connectors';
import type { SliSource } from '@fairway/plugin-slo-common';

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
      deps: { logger: coreServices.logger },
      async init({ logger }) {
        logger.debug(`SLO plugin starts with ${sources.length} sources`);
      },
    });
  },
});
