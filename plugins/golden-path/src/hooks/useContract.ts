import { useApi } from '@backstage/core-plugin-api';
import type { ContractAnswer } from '@fairway/plugin-golden-path-common';
import { useLoaded, type Loaded } from '@fairway/ui';
import { useCallback } from 'react';
import { goldenPathApiRef } from '../api';

/** The contract in force, its exceptions and the quotas in use. */
export function useContract(): Loaded<ContractAnswer> {
  const api = useApi(goldenPathApiRef);
  const load = useCallback(
    (signal: AbortSignal) => api.getContract({ signal }),
    [api],
  );
  return useLoaded({ key: 'contract', load });
}
