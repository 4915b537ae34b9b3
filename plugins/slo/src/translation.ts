import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import { documentsWords } from './words/documents';
import { editorWords } from './words/editor';
import { entityWords } from './words/entity';
import { fleetWords } from './words/fleet';
import { objectiveWords } from './words/objective';
import { stateWords } from './words/states';

export const messages = {
  ...documentsWords,
  ...editorWords,
  ...entityWords,
  ...fleetWords,
  ...objectiveWords,
  ...stateWords,
} as const;

/** All words of the pages of objectives. @public */
export const sloTranslationRef = createTranslationRef({
  id: 'plugin.slo',
  messages,
});
