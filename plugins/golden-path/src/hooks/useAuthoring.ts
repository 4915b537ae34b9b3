import { useApi } from '@backstage/core-plugin-api';
import type { AuthoringAnswer } from '@fairway/plugin-golden-path-common';
import { useLoaded, type Loaded } from '@fairway/ui';
import { useCallback } from 'react';
import { authoringApiRef } from '../authoringClient';
import { useIdentity } from './useIdentity';

/** What is out, and who works on it. */
export interface Authoring extends AuthoringAnswer {
  /** `user:default/pat.platform`. */
  user: string;
}

/** The contract and templates that are out, and the drafts of them. */
export function useAuthoring(): Loaded<Authoring> {
  const api = useApi(authoringApiRef);
  const whoAmI = useIdentity();
  const load = useCallback(
    async (signal: AbortSignal) => {
      const [answer, { user }] = await Promise.all([
        api.getAuthoring({ signal }),
        whoAmI(),
      ]);
      return { ...answer, user };
    },
    [api, whoAmI],
  );
  return useLoaded({ key: 'authoring', load });
}
