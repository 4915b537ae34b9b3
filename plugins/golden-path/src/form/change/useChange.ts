import { useApi } from '@backstage/core-plugin-api';
import type {
  IntentForm,
  ServiceAnswer,
} from '@fairway/plugin-golden-path-common';
import { useMemo } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { goldenPathApiRef } from '../../api';
import type { FormTemplate } from '../template';
import { changedService } from './address';
import { asItStands } from './asItStands';

/** The merged service that the form changes; all empty where it states a new one. */
export interface Change {
  /** What the address asks for. */
  service?: string;
  /** As Git has it; missing until it is read. */
  standing?: ServiceAnswer;
  /** The form as Git has it; missing until it is known, and where the form cannot show it. */
  start?: IntentForm;
  /** The form cannot show its intent. */
  isByHand: boolean;
  /** Why it could not be read. */
  error?: Error;
}

/** Reads the service that the address asks to change, whatever it weighs. */
export function useChange(template: FormTemplate): Change {
  const api = useApi(goldenPathApiRef);
  const service = useMemo(() => changedService(window.location.search), []);
  const { value: standing, error } = useAsync(
    async () => (service === undefined ? undefined : api.getService(service)),
    [api, service],
  );
  const { pages } = template;
  const start = useMemo(
    () => standing && asItStands({ intent: standing.intent, pages }),
    [standing, pages],
  );
  return {
    service,
    standing,
    start,
    isByHand: standing !== undefined && start === undefined,
    error,
  };
}
