import { useCallback } from 'react';
import { allPages, PAGE_SIZE, type Paged, type WholeList } from './allPages';
import { useLoaded, type Loaded } from './useLoaded';
import { useReloadLater } from './useReloadOnSignal';

/** A list of several pages is read again at most so often, however much moves in it. */
const REST_MS = 15_000;

/** A list that is loaded to its end. @public */
export interface LoadedList<T, TBeside = object>
  extends Loaded<WholeList<T, TBeside>> {
  /** Has it read again as soon as it has rested; `reload` does not wait. */
  reloadRested(): void;
}

/** All that a paged list holds; wrap both functions in `useCallback`. @public */
export function useWholeList<T, TBeside = object>(options: {
  key: string;
  load(
    page: { cursor?: string; limit: number },
    signal: AbortSignal,
  ): Promise<Paged<T> & TBeside>;
  keyOf(item: T): string;
}): LoadedList<T, TBeside> {
  const { key, load, keyOf } = options;
  const loadAll = useCallback(
    (signal: AbortSignal, soFar: (list: WholeList<T, TBeside>) => void) =>
      allPages<T, TBeside>({ load: page => load(page, signal), keyOf, soFar }),
    [load, keyOf],
  );
  const loaded = useLoaded({ key, load: loadAll });
  const { value, loading, reload } = loaded;
  const isLong = (value?.page.total ?? 0) > PAGE_SIZE;
  const reloadRested = useReloadLater({
    reload,
    loading,
    restMs: isLong ? REST_MS : 0,
  });
  return { ...loaded, reloadRested };
}
