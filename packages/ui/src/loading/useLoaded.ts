import { useCallback, useEffect, useRef, useState } from 'react';
import { isAway } from '../client';

/** Something that is loaded; an older value stays while the next one comes, so the page does not jump. @public */
export interface Loaded<T> {
  value?: T;
  error?: unknown;
  loading: boolean;
  reload(): void;
  /** Takes over what a change answered; a load that began before it is given up, as it may not know of it. */
  put(value: T): void;
}

/** Where the backend is away, it is asked again after so many milliseconds, each time twice as many. */
const ASK_AGAIN_MS = 2_000;
const ASK_AGAIN_AT_MOST_MS = 30_000;

/**
 * Loads when `load` changes (wrap it in `useCallback`), on `reload`, and by itself when the backend was away. `key`
 * names what is loaded: when it changes, the old value goes. A `load` of many parts may show what has come so far,
 * for as long as there is no older value that is whole.
 * @public
 */
export function useLoaded<T>(options: {
  key: string;
  load: (signal: AbortSignal, soFar: (value: T) => void) => Promise<T>;
}): Loaded<T> {
  const { key, load } = options;
  const [round, setRound] = useState(0);
  const underWay = useRef<{ key: string; controller: AbortController }>();
  const [state, setState] = useState<{
    key: string;
    value?: T;
    isPart?: boolean;
    error?: unknown;
    loading: boolean;
  }>({ key, loading: true });

  useEffect(() => {
    const controller = new AbortController();
    underWay.current = { key, controller };
    setState(before => ({
      key,
      value: before.key === key ? before.value : undefined,
      isPart: before.isPart,
      loading: true,
    }));
    const soFar = (value: T) => {
      if (!controller.signal.aborted) {
        setState(before =>
          before.value === undefined || before.isPart
            ? { key, value, isPart: true, loading: true }
            : before,
        );
      }
    };
    load(controller.signal, soFar).then(
      value => {
        if (!controller.signal.aborted) {
          setState({ key, value, loading: false });
        }
      },
      error => {
        if (!controller.signal.aborted) {
          setState(before => ({ ...before, error, loading: false }));
        }
      },
    );
    return () => controller.abort();
  }, [key, load, round]);

  const reload = useCallback(() => setRound(before => before + 1), []);
  const put = useCallback(
    (value: T) => {
      // What was asked for before another key was chosen is not of this page any more.
      if (underWay.current?.key === key) {
        underWay.current.controller.abort();
        setState({ key, value, loading: false });
      }
    },
    [key],
  );
  const { value, error, loading } =
    state.key === key
      ? state
      : { value: undefined, error: undefined, loading: true };
  useAskAgain({ error, loading, reload });
  return { value, error, loading, reload, put };
}

/** Asks again by itself for as long as the backend is away. */
function useAskAgain(options: {
  error: unknown;
  loading: boolean;
  reload(): void;
}): void {
  const { error, loading, reload } = options;
  const tries = useRef(0);
  useEffect(() => {
    if (loading) {
      return undefined;
    }
    if (!isAway(error)) {
      tries.current = 0;
      return undefined;
    }
    const timer = setTimeout(() => {
      tries.current += 1;
      reload();
    }, Math.min(ASK_AGAIN_MS * 2 ** tries.current, ASK_AGAIN_AT_MOST_MS));
    return () => clearTimeout(timer);
  }, [error, loading, reload]);
}
