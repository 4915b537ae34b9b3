import { usePermission } from '@backstage/plugin-permission-react';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { ReactNode } from 'react';

/** What only those see who may do it; nothing while that is not known. */
export function IfAllowed(props: {
  permission: BasicPermission;
  children: ReactNode;
}) {
  const { permission, children } = props;
  const { allowed } = usePermission({ permission });
  return allowed ? <>{children}</> : null;
}
