import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { deliveryHistoryExtensionPoint } from '@fairway/connectors';
import { deliveryHistory } from '@fairway/demo-estate';
import { readEstate } from './config';

/** What was heard of the deliveries of the demo estate before the portal first started. @public */
export const goldenPathDemoDeliveryModule = createBackendModule({
  pluginId: 'golden-path',
  moduleId: 'demo-delivery',
  register({ registerInit }) {
    registerInit({
      deps: {
        config: coreServices.rootConfig,
        histories: deliveryHistoryExtensionPoint,
      },
      async init({ config, histories }) {
        const estate = readEstate(config);
        if (estate) {
          const { seed } = estate;
          const services = new Set(
            estate.intents.map(({ metadata }) => metadata.name),
          );
          histories.addHistory({
            id: 'demo-estate',
            events: options =>
              services.has(options.intent.metadata.name)
                ? deliveryHistory({ ...options, seed })
                : [],
          });
        }
      },
    });
  },
});
