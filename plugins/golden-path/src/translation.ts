import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import { authoringWords } from './words/authoring';
import { changeRequestWords } from './words/changeRequests';
import { homeWords } from './words/home';
import { platformWords } from './words/platform';
import { serviceWords } from './words/services';

/** All words of the pages of the golden path. @public */
export const goldenPathTranslationRef = createTranslationRef({
  id: 'plugin.golden-path',
  messages: {
    ...authoringWords,
    ...changeRequestWords,
    ...homeWords,
    ...platformWords,
    ...serviceWords,
  },
});
