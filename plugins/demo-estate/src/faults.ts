import { fetchApiRef, useApi } from '@backstage/core-plugin-api';
import { send, useLoaded, withBody, type Loaded } from '@fairway/ui';
import { useCallback, useMemo } from 'react';
import { words } from './words';

export type FaultKind = keyof typeof words.kinds;

/** As `/api/demo-estate/faults` tells it. */
export interface Fault {
  id: string;
  kind: FaultKind;
  service?: string;
  share: number;
  /** Epoch milliseconds. */
  from: number;
  to?: number;
  active: boolean;
}

/** What is asked for. */
export interface NewFault {
  kind: FaultKind;
  service?: string;
  share?: number;
}

/** Switches faults. Each call rejects with what the backend said. */
export function useFaultSwitch() {
  const fetchApi = useApi(fetchApiRef);
  return useMemo(
    () => ({
      begin: (fault: NewFault) =>
        send<Fault>({
          fetchApi,
          plugin: 'demo-estate',
          path: 'faults',
          init: withBody('POST', fault),
        }),
      end: (id: string) =>
        send<object>({
          fetchApi,
          plugin: 'demo-estate',
          path: `faults/${encodeURIComponent(id)}`,
          init: { method: 'DELETE' },
        }),
    }),
    [fetchApi],
  );
}

/** Those that are on, and whether one may switch them. */
export interface Faults {
  on: Fault[];
  maySwitch: boolean;
}

/** How it stands now. */
export function useFaults(): Loaded<Faults> {
  const fetchApi = useApi(fetchApiRef);
  const load = useCallback(
    async (signal: AbortSignal) => {
      const { faults, may } = await send<{
        faults: Fault[];
        may: { switch: boolean };
      }>({
        fetchApi,
        plugin: 'demo-estate',
        path: 'faults',
        init: { signal },
      });
      return {
        on: faults.filter(({ active }) => active),
        maySwitch: may.switch,
      };
    },
    [fetchApi],
  );
  return useLoaded({ key: 'faults', load });
}
