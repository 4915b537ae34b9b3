import { useCallback, useEffect, useState } from 'react';

/** Something that is loaded; an older value stays while the next one comes, so the page does not jump. */
export interface Loaded<T> {
  value?: T;
  error?: unknown;
  loading: boolean;
  reload(): void;
  /** Takes over what a change answered. */
  put(value: T): void;
}

/**
 * Loads when `load` changes (wrap it in `useCallback`) and on `reload`. `key` names what is loaded: when it
 * changes, the old value goes. A `load` of many parts may show what has come so far, for as long as there is no older
 * value that is whole.
 */
export function useLoaded<T>(options: {
  key: string;
  load: (signal: AbortSignal, soFar: (value: T) => void) => Promise<T>;
}): Loaded<T> {
  const { key, load } = options;
  const [round, setRound] = useState(0);
  const [state, setState] = useState<{
    key: string;
    value?: T;
    isPart?: boolean;
    error?: unknown;
    loading: boolean;
  }>({ key, loading: true });

  useEffect(() => {
    const controller = new AbortController();
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
    (value: T) => setState({ key, value, loading: false }),
    [key],
  );
  const { value, error, loading } =
    state.key === key
      ? state
      : { value: undefined, error: undefined, loading: true };
  return { value, error, loading, reload, put };
}
