import { createScaffolderFormDecorator } from '@backstage/plugin-scaffolder-react/alpha';
import { dropShownDraft } from './draftStore';

/** Runs when someone opens the request (`formDecorators: [{ id: fairway-draft }]` of a template): no draft is left. */
export const draftDecorator = createScaffolderFormDecorator({
  id: 'fairway-draft',
  async decorator() {
    dropShownDraft();
  },
});
