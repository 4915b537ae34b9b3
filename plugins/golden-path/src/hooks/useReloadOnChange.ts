import { useReloadOnSignal } from '@fairway/ui';

/** Loads again when the backend says that a request changed; only for the one that is named, if one is. */
export function useReloadOnChange(options: {
  reload(): void;
  loading: boolean;
  id?: string;
}): void {
  const { reload, loading, id } = options;
  useReloadOnSignal({
    channel: 'golden-path:change-requests',
    reload,
    loading,
    ...(id === undefined ? {} : { only: { field: 'id', value: id } }),
  });
}
