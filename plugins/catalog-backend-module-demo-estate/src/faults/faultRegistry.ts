import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { DemoFault, DemoFaults } from '@fairway/demo-estate';

/** The faults that are on, shared by the plugin that switches them and by the sources that show them. */
export interface FaultRegistry extends DemoFaults {
  replace(faults: readonly DemoFault[]): void;
}

export function createFaultRegistry(): FaultRegistry {
  let known: readonly DemoFault[] = [];
  return {
    list: () => known,
    replace: faults => {
      known = faults;
    },
  };
}

/** @public */
export const faultRegistryServiceRef = createServiceRef<FaultRegistry>({
  id: 'fairway.demo-faults',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory: () => createFaultRegistry(),
    }),
});
