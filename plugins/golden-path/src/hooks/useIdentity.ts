import { parseEntityRef } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useCallback } from 'react';

/** Who looks at the page. */
export interface Identity {
  /** `user:default/priya.engineer`. */
  user: string;
  /** Names of the groups that they belong to. */
  teams: string[];
}

/** Asks who looks at the page. */
export function useIdentity(): () => Promise<Identity> {
  const identityApi = useApi(identityApiRef);
  return useCallback(async () => {
    const { userEntityRef, ownershipEntityRefs } =
      await identityApi.getBackstageIdentity();
    return {
      user: userEntityRef,
      teams: ownershipEntityRefs
        .map(ref => parseEntityRef(ref))
        .filter(({ kind }) => kind.toLocaleLowerCase('en') === 'group')
        .map(({ name }) => name),
    };
  }, [identityApi]);
}
