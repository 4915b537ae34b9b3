import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { Delivery } from '../delivery/buildDelivery';
import type { Access } from '../permissions/Access';
import type { ChangeRequests } from '../services/ChangeRequests';
import type { CompileService } from '../services/CompileService';
import type { DesiredStateService } from '../services/DesiredStateService';

/** What the actions stand on. */
export interface ActionOptions {
  access: Access;
  actionsRegistry: ActionsRegistryService;
  changeRequests: ChangeRequests;
  compile: CompileService;
  delivery: Delivery;
  desiredState: DesiredStateService;
}
