import {
  identityApiRef,
  useApi,
  type IdentityApi,
} from '@backstage/core-plugin-api';
import {
  permissionApiRef,
  type PermissionApi,
} from '@backstage/plugin-permission-react';
import {
  changeRequestCreatePermission,
  createForOthersPermission,
  type Proposer,
} from '@fairway/plugin-golden-path-common';
import useAsync from 'react-use/esm/useAsync';

/** Who is signed in, and for whom they may propose. */
export async function loadProposer(apis: {
  identity: IdentityApi;
  permission: PermissionApi;
}): Promise<Proposer> {
  const [{ ownershipEntityRefs }, { result }] = await Promise.all([
    apis.identity.getBackstageIdentity(),
    apis.permission.authorize({ permission: createForOthersPermission }),
  ]);
  return { claims: ownershipEntityRefs, forOthers: result === 'ALLOW' };
}

/** Undefined until it is known, and where it cannot be: the backend decides in any case. */
export function useProposer(): Proposer | undefined {
  const identity = useApi(identityApiRef);
  const permission = useApi(permissionApiRef);
  return useAsync(
    () => loadProposer({ identity, permission }),
    [identity, permission],
  ).value;
}

/** Whether who is signed in may propose anything; undefined until it is known, and where it cannot be. */
export function useMayPropose(): boolean | undefined {
  const permission = useApi(permissionApiRef);
  return useAsync(async () => {
    const { result } = await permission.authorize({
      permission: changeRequestCreatePermission,
    });
    return result === 'ALLOW';
  }, [permission]).value;
}
