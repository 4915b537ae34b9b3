import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { changeRequestCreatePermission } from '@fairway/plugin-golden-path-common';
import { createServiceRouteRef } from '../routes';

/** Where a service is created; nothing for those who may not, and in an app that has no such page. */
export function useCreateService(): (() => string) | undefined {
  const to = useRouteRef(createServiceRouteRef);
  const { allowed } = usePermission({
    permission: changeRequestCreatePermission,
  });
  return allowed ? to : undefined;
}
