import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import type { SloDocumentSummary } from '@fairway/plugin-slo-common';
import { useWholeList, type LoadedList } from '@fairway/ui';
import { useCallback } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { sloApiRef } from '../api';

function idOf({ id }: SloDocumentSummary): string {
  return id;
}

/** Every document that was found. */
export function useDocuments(): LoadedList<SloDocumentSummary> {
  const api = useApi(sloApiRef);
  const load = useCallback(
    (page: { cursor?: string; limit: number }, signal: AbortSignal) =>
      api.documents(page, { signal }),
    [api],
  );
  return useWholeList({ key: 'documents', load, keyOf: idOf });
}

/** Entity ref of who looks at the page; missing until it is known. */
export function useMe(): string | undefined {
  const identity = useApi(identityApiRef);
  return useAsync(() => identity.getBackstageIdentity(), [identity]).value
    ?.userEntityRef;
}
