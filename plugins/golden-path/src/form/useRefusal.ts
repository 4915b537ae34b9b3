import type { ErrorSchema } from '@rjsf/utils';
import { stopJump } from './preview/jump';
import { useEffect, useMemo, useRef, type RefObject } from 'react';

/** What the form found when someone wanted to go on, and what it held then. */
export interface Refusal {
  base: ErrorSchema | undefined;
  baseForm: unknown;
}

/**
 * The form keeps what it found until someone wants to go on again; what it held at that moment tells what has been
 * changed since. The first field that was refused gets the focus.
 */
export function useRefusal(options: {
  errorSchema: ErrorSchema | undefined;
  formData: unknown;
  root: RefObject<HTMLElement>;
}): Refusal {
  const { errorSchema, formData, root } = options;
  const found = JSON.stringify(errorSchema ?? {});
  const held = useRef(formData);
  held.current = formData;
  const refusal = useMemo(
    (): Refusal => ({ base: errorSchema, baseForm: held.current }),
    // The form makes the same errors anew each time it renders.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [found],
  );
  useEffect(() => {
    if (found !== '{}') {
      stopJump();
      root.current
        ?.querySelector<HTMLElement>(
          '.Mui-error input, .Mui-error textarea, .Mui-error [tabindex="0"]',
        )
        ?.focus();
    }
  }, [found, root]);
  return refusal;
}
