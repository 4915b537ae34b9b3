import { createPermission } from '@backstage/plugin-permission-common';

/** See what was made to go wrong. */
export const faultReadPermission = createPermission({
  name: 'demo-estate.fault.read',
  attributes: { action: 'read' },
});

/** Make something go wrong, and end it. */
export const faultSwitchPermission = createPermission({
  name: 'demo-estate.fault.switch',
  attributes: { action: 'update' },
});
