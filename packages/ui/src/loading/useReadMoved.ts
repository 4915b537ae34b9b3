import { useCallback, useEffect, useState } from 'react';
import { useOnSignal, type Message } from './useOnSignal';
import type { LoadedList } from './useWholeList';

/** Signals come in bursts. */
const PAUSE_MS = 400;

/** So many that are named are read one by one; for more of them, the whole list is. */
const AT_MOST = 10;

/** Keeps a whole list up to date by signals that name what moved: only that is read again. @public */
export function useReadMoved<T, TBeside>(options: {
  list: LoadedList<T, TBeside>;
  channel: Parameters<typeof useOnSignal>[0]['channel'];
  keyOf(item: T): string;
  /** Keys of what moved; none when it may be any. Wrapped in `useCallback`, as `one` is. */
  namedBy(message: Message): string[];
  /** The item of a key, undefined when there is none. */
  one(name: string, signal: AbortSignal): Promise<T | undefined>;
}): void {
  const { list, channel, keyOf, namedBy, one } = options;
  const { value, loading, put, reloadRested } = list;
  const [moved, setMoved] = useState<readonly string[]>([]);

  const take = useCallback(
    (message: Message) => {
      const names = namedBy(message);
      if (names.length === 0) {
        reloadRested();
      } else {
        setMoved(before => [...new Set([...before, ...names])]);
      }
    },
    [namedBy, reloadRested],
  );
  useOnSignal({ channel, take });

  useEffect(() => {
    if (moved.length === 0 || loading || !value) {
      return undefined;
    }
    if (moved.length > AT_MOST) {
      setMoved([]);
      reloadRested();
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    const read = async () => {
      const items = new Map(value.items.map(item => [keyOf(item), item]));
      for (const name of moved) {
        const item = await one(name, signal);
        if (item) {
          items.set(name, item);
        } else {
          items.delete(name);
        }
      }
      return [...items.values()];
    };
    const timer = setTimeout(
      () =>
        read().then(
          items => {
            if (!signal.aborted) {
              setMoved([]);
              put({ ...value, items });
            }
          },
          () => {
            if (!signal.aborted) {
              setMoved([]);
              reloadRested();
            }
          },
        ),
      PAUSE_MS,
    );
    // What moved stays to be read when a load, or another name, comes between.
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [moved, loading, value, keyOf, one, put, reloadRested]);
}
