import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { goldenPathTranslationRef } from '../translation';

/** The words of this plugin in the language of the person. */
export function useWords() {
  return useTranslationRef(goldenPathTranslationRef).t;
}

/** The function that `useWords` gives. */
export type Words = ReturnType<typeof useWords>;
