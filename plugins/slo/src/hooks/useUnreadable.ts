import { useApi } from '@backstage/core-plugin-api';
import type { SloDocumentSummary } from '@fairway/plugin-slo-common';
import { useWholeList, type LoadedList } from '@fairway/ui';
import { useCallback } from 'react';
import { sloApiRef } from '../api';

function idOf({ id }: SloDocumentSummary): string {
  return id;
}

/** Documents that cannot be read. */
export function useUnreadable(): LoadedList<SloDocumentSummary> {
  const api = useApi(sloApiRef);
  const load = useCallback(
    (page: { cursor?: string; limit: number }, signal: AbortSignal) =>
      api.documents({ ...page, unreadable: true }, { signal }),
    [api],
  );
  return useWholeList({ key: 'unreadable', load, keyOf: idOf });
}
