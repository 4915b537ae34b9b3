import { registerExplainErrorBudget } from './explainErrorBudget';
import { registerGetObjectiveStatus } from './getObjectiveStatus';
import { registerListObjectives } from './listObjectives';
import type { ActionOptions } from './options';

/** Actions for MCP clients, with the permissions of whoever calls. */
export function registerActions(options: ActionOptions): void {
  registerListObjectives(options);
  registerGetObjectiveStatus(options);
  registerExplainErrorBudget(options);
}
