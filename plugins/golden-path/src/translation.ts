import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import { authoringWords } from './words/authoring';
import { campaignFormWords } from './words/campaignForm';
import { campaignWords } from './words/campaigns';
import { changeRequestWords } from './words/changeRequests';
import { driftWords } from './words/drift';
import { homeWords } from './words/home';
import { platformWords } from './words/platform';
import { serviceWords } from './words/services';

/** All words of the pages of the golden path. @public */
export const goldenPathTranslationRef = createTranslationRef({
  id: 'plugin.golden-path',
  messages: {
    ...authoringWords,
    ...changeRequestWords,
    ...campaignFormWords,
    ...campaignWords,
    ...homeWords,
    ...driftWords,
    ...platformWords,
    ...serviceWords,
  },
});
