/**
 * The demo estate in the catalog, in a fresh GitOps repository and as telemetry with faults to switch on; active only with `fairway.demo.enabled`.
 *
 * @packageDocumentation
 */
import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { catalogModuleDemoEstate } from './catalogModule';
import { demoEstatePlugin } from './faults/plugin';
import { goldenPathDemoDeliveryModule } from './deliveryModule';
import { goldenPathDemoSeedModule } from './seedModule';
import { sloDemoSourceModule } from './sloModule';

export {
  catalogModuleDemoEstate,
  demoEstatePlugin,
  goldenPathDemoDeliveryModule,
  goldenPathDemoSeedModule,
  sloDemoSourceModule,
};

/** All modules: one line in the backend brings the whole demo. @public */
export default createBackendFeatureLoader({
  *loader() {
    yield catalogModuleDemoEstate;
    yield goldenPathDemoSeedModule;
    yield goldenPathDemoDeliveryModule;
    yield demoEstatePlugin;
    yield sloDemoSourceModule;
  },
});
