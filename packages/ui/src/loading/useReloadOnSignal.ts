import { useCallback, useEffect, useRef, useState } from 'react';
import { useOnSignal } from './useOnSignal';

/** Many things that happen at once are loaded once. */
const PAUSE_MS = 400;

/**
 * Loads again when the backend says on a channel that something changed: after a moment, and never while a load is
 * under way, so that a fleet in motion does not keep a page from ever being whole.
 * @public
 */
export function useReloadOnSignal(
  options: Omit<Parameters<typeof useOnSignal>[0], 'take'> & {
    reload(): void;
    loading: boolean;
    /**
     * Asks without a signal too, where something is known to move: what is told while the connection of signals is
     * made, or made anew, is told to nobody.
     */
    everyMs?: number;
  },
): void {
  const { channel, only, reload, loading, everyMs } = options;
  const ask = useReloadLater({ reload, loading });
  useOnSignal({ channel, only, take: ask });
  useEffect(() => {
    if (everyMs === undefined) {
      return undefined;
    }
    const timer = setInterval(ask, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, ask]);
}

/**
 * What is returned asks for a load: after a moment, never while one is under way, and not before `restMs` have passed
 * since the last one has ended.
 * @public
 */
export function useReloadLater(options: {
  reload(): void;
  loading: boolean;
  restMs?: number;
}): () => void {
  const { reload, loading, restMs = 0 } = options;
  const [waits, setWaits] = useState(false);
  const endedAt = useRef(-Infinity);

  useEffect(() => {
    if (!loading) {
      endedAt.current = Date.now();
    }
  }, [loading]);

  useEffect(() => {
    if (!waits || loading) {
      return undefined;
    }
    const timer = setTimeout(() => {
      setWaits(false);
      reload();
    }, Math.max(PAUSE_MS, endedAt.current + restMs - Date.now()));
    return () => clearTimeout(timer);
  }, [waits, loading, restMs, reload]);

  return useCallback(() => setWaits(true), []);
}
