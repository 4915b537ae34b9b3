import {
  previewForm,
  type IntentForm,
  type Preview,
  type WorkloadType,
} from '@fairway/plugin-golden-path-common';
import { useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { useGoldenPathFacts } from '../useGoldenPathFacts';
import type { FormPreview } from './PreviewContext';

/**
 * Compiles what the form holds, in the browser. The form is deferred, so React renders the keystroke first and
 * compiles in the time that is left; a newer keystroke drops the older compile.
 */
export function useFormPreview(options: {
  workloadType: WorkloadType;
  form: IntentForm;
}): FormPreview {
  const { workloadType } = options;
  const { value: facts, error } = useGoldenPathFacts();
  const form = useDeferredValue(options.form);
  const lastGood = useRef<Preview>();

  const preview = useMemo(
    () =>
      facts &&
      previewForm({
        workloadType,
        form,
        contract: facts.contract,
        fleet: facts.fleet,
        now: new Date().toISOString(),
      }),
    [facts, form, workloadType],
  );

  useEffect(() => {
    if (preview?.result) {
      lastGood.current = preview;
    }
  }, [preview]);

  return { facts, preview, error, lastGood: lastGood.current };
}
