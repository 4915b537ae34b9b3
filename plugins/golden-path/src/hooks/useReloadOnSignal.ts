import { useSignal } from '@backstage/plugin-signals-react';
import { useEffect, useState } from 'react';

/** Many things that happen at once are loaded once. */
const PAUSE_MS = 400;

/**
 * Loads again when the backend says on a channel that something changed: after a moment, and never while a load is
 * under way, so that a fleet in motion does not keep a page from ever being whole.
 *
 * @param options - `only`: a field of the message and its value; messages that name another one, or a list without it,
 *   are not for this page. An empty list names them all.
 */
export function useReloadOnSignal(options: {
  channel:
    | 'golden-path:campaigns'
    | 'golden-path:drift'
    | 'golden-path:delivery';
  reload(): void;
  loading: boolean;
  only?: { field: string; value: string };
}): void {
  const { channel, reload, loading, only } = options;
  const { lastSignal } = useSignal(channel);
  const [waits, setWaits] = useState(false);
  const named = only && lastSignal?.[only.field];
  const isForUs =
    named === undefined || (only !== undefined && names(named, only.value));

  useEffect(() => {
    if (lastSignal && isForUs) {
      setWaits(true);
    }
  }, [lastSignal, isForUs]);

  useEffect(() => {
    if (!waits || loading) {
      return undefined;
    }
    const timer = setTimeout(() => {
      setWaits(false);
      reload();
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [waits, loading, reload]);
}

function names(named: unknown, value: string): boolean {
  return Array.isArray(named)
    ? named.length === 0 || named.includes(value)
    : named === value;
}
