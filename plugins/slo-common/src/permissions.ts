import { createPermission } from '@backstage/plugin-permission-common';

/** Permissions of objectives. The policy that ships grants them by role; replace it to suit. */

/** @public */
export const RESOURCE_TYPE_OBJECTIVE = 'slo-objective';

/** See objectives, their status, history and exclusions. @public */
export const objectiveReadPermission = createPermission({
  name: 'slo.objective.read',
  attributes: { action: 'read' },
});

/** Exclude time from the budget of an objective: its owners only. @public */
export const objectiveExcludePermission = createPermission({
  name: 'slo.objective.exclude',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_OBJECTIVE,
});

/** Upload documents with objectives of a service: its owners only. @public */
export const documentUploadPermission = createPermission({
  name: 'slo.document.upload',
  attributes: { action: 'create' },
});

/** Remove an upload. @public */
export const documentRemovePermission = createPermission({
  name: 'slo.document.remove',
  attributes: { action: 'delete' },
});

/** Have the sources asked now, and not at the next regular look. @public */
export const objectiveRefreshPermission = createPermission({
  name: 'slo.objective.refresh',
  attributes: { action: 'update' },
});

/** @public */
export const sloPermissions = [
  objectiveReadPermission,
  objectiveExcludePermission,
  documentUploadPermission,
  documentRemovePermission,
  objectiveRefreshPermission,
];
