import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { Access, Callers } from '@fairway/backend-kit';
import type { ObjectiveResource } from '../permissions/rules';
import type { Fleet } from '../services/Fleet';
import type { ObjectivePages } from '../services/ObjectivePages';

/** What the actions stand on. */
export interface ActionOptions {
  access: Access<ObjectiveResource>;
  actionsRegistry: ActionsRegistryService;
  callers: Callers;
  fleet: Fleet;
  objectives: ObjectivePages;
}
