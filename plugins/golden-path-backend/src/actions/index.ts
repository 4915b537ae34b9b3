import { registerCompileIntent } from './compileIntent';
import { registerExplainObject } from './explainObject';
import { registerGetDelivery } from './getDelivery';
import { registerListChangeRequests } from './listChangeRequests';
import type { ActionOptions } from './options';

/** Actions for MCP clients, with the permissions of whoever calls. */
export function registerActions(options: ActionOptions): void {
  registerCompileIntent(options);
  registerExplainObject(options);
  registerListChangeRequests(options);
  registerGetDelivery(options);
}
