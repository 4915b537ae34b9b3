import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { useEffect } from 'react';

/** What a signal says. @public */
export type Message = Record<string, unknown>;

/**
 * Hands each message of a channel on, also where several come at once; wrap `take` in `useCallback`.
 *
 * @param options - `only`: a field of the message and its value; messages that name another one, or a list without it,
 *   are left out. An empty list names them all.
 * @public
 */
export function useOnSignal(options: {
  channel: string;
  take(message: Message): void;
  only?: { field: string; value: string };
}): void {
  const { channel, take, only } = options;
  const { field, value } = only ?? {};
  const signals = useApiHolder().get(signalApiRef);
  useEffect(() => {
    const subscription = signals?.subscribe(channel, (message: Message) => {
      const named = field === undefined ? undefined : message[field];
      if (named === undefined || names(named, value)) {
        take(message);
      }
    });
    return () => subscription?.unsubscribe();
  }, [signals, channel, take, field, value]);
}

function names(named: unknown, value: string | undefined): boolean {
  return Array.isArray(named)
    ? named.length === 0 || named.includes(value)
    : named === value;
}
