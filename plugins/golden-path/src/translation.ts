import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import { authoringWords } from './words/authoring';
import { campaignFormWords } from './words/campaignForm';
import { campaignWords } from './words/campaigns';
import { changeRequestWords } from './words/changeRequests';
import { day2Words } from './words/day2';
import { deliveryWords } from './words/delivery';
import { driftWords } from './words/drift';
import { homeWords } from './words/home';
import { platformWords } from './words/platform';
import { serviceWords } from './words/services';

export const messages = {
  ...authoringWords,
  ...campaignFormWords,
  ...campaignWords,
  ...changeRequestWords,
  ...day2Words,
  ...deliveryWords,
  ...driftWords,
  ...homeWords,
  ...platformWords,
  ...serviceWords,
} as const;

/** All words of the pages of the golden path. @public */
export const goldenPathTranslationRef = createTranslationRef({
  id: 'plugin.golden-path',
  messages,
});
