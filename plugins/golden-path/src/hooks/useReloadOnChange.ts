import { useSignal } from '@backstage/plugin-signals-react';
import { useEffect } from 'react';

/** Channel on which the backend tells that a request has changed; the message is `{ id, state }`. */
export const CHANGE_REQUESTS_CHANNEL = 'golden-path:change-requests';

/** Loads again when the backend says that a request changed; only for the one that is named, if one is. */
export function useReloadOnChange(options: {
  reload(): void;
  id?: string;
}): void {
  const { reload, id } = options;
  const { lastSignal } = useSignal(CHANGE_REQUESTS_CHANNEL);
  useEffect(() => {
    if (lastSignal && (id === undefined || lastSignal.id === id)) {
      reload();
    }
  }, [lastSignal, id, reload]);
}
