import { useApi } from '@backstage/core-plugin-api';
import type {
  AuthoringChanges,
  AuthoringImpact,
} from '@fairway/plugin-golden-path-common';
import { useEffect, useRef, useState } from 'react';
import { authoringApiRef } from '../authoringClient';
import { sameChanges } from '../authoring/changes';

/** What a draft makes of all services, as far as it was asked for. */
export interface Impact {
  value?: AuthoringImpact;
  error?: unknown;
  measuring: boolean;
  /** Whether the draft has changed since `value` was measured. */
  isStale: boolean;
  measure(): void;
  cancel(): void;
}

/** Measures a draft over the whole fleet, in the backend and only when it is asked for. */
export function useImpact(changes: AuthoringChanges): Impact {
  const api = useApi(authoringApiRef);
  const running = useRef<AbortController>();
  const [state, setState] = useState<{
    of?: AuthoringChanges;
    value?: AuthoringImpact;
    error?: unknown;
    measuring: boolean;
  }>({ measuring: false });

  useEffect(() => () => running.current?.abort(), []);

  const measure = () => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setState(before => ({ ...before, error: undefined, measuring: true }));
    api.measureImpact({ changes }, { signal: controller.signal }).then(
      value => {
        if (!controller.signal.aborted) {
          setState({ of: changes, value, measuring: false });
        }
      },
      error => {
        if (!controller.signal.aborted) {
          setState(before => ({ ...before, error, measuring: false }));
        }
      },
    );
  };

  return {
    value: state.value,
    error: state.error,
    measuring: state.measuring,
    isStale: state.of !== undefined && !sameChanges(state.of, changes),
    measure,
    cancel: () => {
      running.current?.abort();
      setState(before => ({ ...before, measuring: false }));
    },
  };
}
