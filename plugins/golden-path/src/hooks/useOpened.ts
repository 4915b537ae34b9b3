import { useAnalytics, useRouteRef } from '@backstage/core-plugin-api';
import type { ChangeRequest } from '@fairway/plugin-golden-path-common';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { changeRequestRouteRef } from '../routes';

/** Opens a request once, and goes to it. */
export function useOpened(options: {
  /** What is done, for analytics. */
  action: string;
  service: string;
  open(): Promise<ChangeRequest>;
}): { run(): void; busy: boolean; error?: unknown } {
  const { action, service, open } = options;
  const navigate = useNavigate();
  const analytics = useAnalytics();
  const link = useRouteRef(changeRequestRouteRef);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  async function send(): Promise<void> {
    setBusy(true);
    setError(undefined);
    analytics.captureEvent(action, service);
    try {
      const { id } = await open();
      navigate(link({ id }));
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return { run: () => void send(), busy, error };
}
