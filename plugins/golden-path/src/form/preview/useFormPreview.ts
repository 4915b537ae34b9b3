import {
  previewForm,
  type IntentForm,
  type ServiceAnswer,
  type WorkloadType,
} from '@fairway/plugin-golden-path-common';
import { useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { useProposer } from '../proposer';
import { useGoldenPathFacts } from '../../hooks/useGoldenPathFacts';
import type { FormPreview } from './PreviewContext';

/**
 * Compiles what the form holds, in the browser. The form is deferred, so React renders the keystroke first and
 * compiles in the time that is left; a newer keystroke drops the older compile.
 */
export function useFormPreview(options: {
  workloadType: WorkloadType;
  form: IntentForm;
  /** The service as it stands, when it is changed and not created. */
  standing: ServiceAnswer | undefined;
  /** The service that is changed on purpose. */
  changes?: string;
}): Pick<FormPreview, 'facts' | 'preview' | 'error'> {
  const { workloadType, standing, changes } = options;
  const { value: facts, error } = useGoldenPathFacts();
  const proposer = useProposer();
  const form = useDeferredValue(options.form);
  const earlier = useRef<unknown>();

  const preview = useMemo(
    () =>
      facts &&
      previewForm({
        workloadType,
        form,
        contract: facts.contract,
        fleet: facts.fleet,
        now: new Date().toISOString(),
        before: standing?.result,
        earlier: earlier.current,
        proposer,
        changes,
      }),
    [facts, form, workloadType, standing, proposer, changes],
  );

  useEffect(() => {
    if (preview?.wellFormed !== undefined) {
      earlier.current = preview.wellFormed;
    }
  }, [preview]);

  return { facts, preview, error };
}
