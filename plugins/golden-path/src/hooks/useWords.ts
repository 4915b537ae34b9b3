import {
  useTranslationRef,
  type TranslationFunction,
  type TranslationRef,
} from '@backstage/core-plugin-api/alpha';
import { goldenPathTranslationRef } from '../translation';

type MessagesOf<TRef> = TRef extends TranslationRef<string, infer TMessages>
  ? TMessages
  : never;

/** Says something in the language of the person. */
export type Words = TranslationFunction<
  MessagesOf<typeof goldenPathTranslationRef>
>;

/** The words of this plugin in the language of the person. */
export function useWords(): Words {
  return useTranslationRef(goldenPathTranslationRef).t;
}
