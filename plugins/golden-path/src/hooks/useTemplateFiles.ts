import { useApi } from '@backstage/core-plugin-api';
import type { AuthoringFiles } from '@fairway/plugin-golden-path-common';
import { useEffect, useMemo, useState } from 'react';
import { authoringApiRef } from '../authoringClient';

/** Files of the templates that were asked for. */
export interface TemplateFiles {
  /** By path, of all templates that are here. */
  files: AuthoringFiles;
  /** Names of the templates that are here. */
  loaded: ReadonlySet<string>;
  error?: unknown;
  retry(): void;
}

/** Loads templates as they are asked for, each once for as long as what is out stays the same. */
export function useTemplateFiles(options: {
  names: readonly string[];
  fingerprint: string;
}): TemplateFiles {
  const { names, fingerprint } = options;
  const api = useApi(authoringApiRef);
  const [state, setState] = useState<{
    fingerprint: string;
    byName: ReadonlyMap<string, AuthoringFiles>;
    error?: unknown;
  }>({ fingerprint, byName: new Map() });
  const [round, setRound] = useState(0);
  const current = state.fingerprint === fingerprint ? state.byName : undefined;
  const missing = names.filter(name => !current?.has(name)).join('\n');

  useEffect(() => {
    if (missing === '') {
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    Promise.all(
      missing
        .split('\n')
        .map(name => api.getAuthoringTemplate(name, { signal })),
    ).then(
      answers => {
        if (!signal.aborted) {
          setState(before => ({
            fingerprint,
            byName: new Map([
              ...(before.fingerprint === fingerprint ? before.byName : []),
              ...answers.map(({ name, files }) => [name, files] as const),
            ]),
          }));
        }
      },
      error => {
        if (!signal.aborted) {
          setState(before => ({ ...before, error }));
        }
      },
    );
    return () => controller.abort();
  }, [api, missing, fingerprint, round]);

  return useMemo(
    () => ({
      files: Object.assign({}, ...(current?.values() ?? [])),
      loaded: new Set(current?.keys()),
      error: state.error,
      retry: () => setRound(before => before + 1),
    }),
    [current, state.error],
  );
}
