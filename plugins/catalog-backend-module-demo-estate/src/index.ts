/**
 * The demo estate in the catalog and in a fresh GitOps repository; active only with `fairway.demo.enabled`.
 *
 * @packageDocumentation
 */
import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { catalogModuleDemoEstate } from './catalogModule';
import { goldenPathDemoDeliveryModule } from './deliveryModule';
import { goldenPathDemoSeedModule } from './seedModule';

export {
  catalogModuleDemoEstate,
  goldenPathDemoDeliveryModule,
  goldenPathDemoSeedModule,
};

/** All modules: one line in the backend brings the whole demo. @public */
export default createBackendFeatureLoader({
  *loader() {
    yield catalogModuleDemoEstate;
    yield goldenPathDemoSeedModule;
    yield goldenPathDemoDeliveryModule;
  },
});
