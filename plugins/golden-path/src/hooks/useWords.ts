import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { WordsOf } from '@fairway/ui';
import { goldenPathTranslationRef, type messages } from '../translation';

/** Says something in the language of the person. */
export type Words = WordsOf<typeof messages>;

/** The words of this plugin in the language of the person. */
export function useWords(): Words {
  const { t } = useTranslationRef<Record<string, string>>(
    goldenPathTranslationRef,
  );
  // It is that of these messages; held against all thousand of them at once, the compiler gives up.
  return t as never;
}
