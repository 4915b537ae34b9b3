import { useAnalytics, useApi } from '@backstage/core-plugin-api';
import type { ChangeRequest } from '@fairway/plugin-golden-path-common';
import { useState } from 'react';
import { goldenPathApiRef } from '../../api';

/** What can be done to a request. */
export type Action = 'approve' | 'merge' | 'close';

/** Does one thing at a time, on the commit that the person has seen. */
export function useActions(options: {
  request: ChangeRequest;
  onChange(request: ChangeRequest): void;
}) {
  const { request, onChange } = options;
  const api = useApi(goldenPathApiRef);
  const analytics = useAnalytics();
  const [busy, setBusy] = useState<Action>();
  const [done, setDone] = useState<Action>();
  const [error, setError] = useState<unknown>();

  function call(action: Action): Promise<ChangeRequest> {
    const { id, commit } = request;
    switch (action) {
      case 'approve':
        return api.approve(id, { commit });
      case 'merge':
        return api.merge(id, { commit });
      default:
        return api.close(id);
    }
  }

  async function run(action: Action): Promise<void> {
    setBusy(action);
    setDone(undefined);
    setError(undefined);
    analytics.captureEvent(action, request.service);
    try {
      onChange(await call(action));
      setDone(action);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(undefined);
    }
  }

  return { busy, done, error, run };
}
