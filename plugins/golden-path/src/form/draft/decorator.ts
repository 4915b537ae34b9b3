import { createScaffolderFormDecorator } from '@backstage/plugin-scaffolder-react/alpha';
import { dropShownDraft } from './draftStore';

/** Runs when someone opens the request (`formDecorators: [{ id: fairway-draft }]` of a template): no draft is left, nor what only the review page needs. */
export const draftDecorator = createScaffolderFormDecorator({
  id: 'fairway-draft',
  async decorator({ setFormState }) {
    // What the review page showed is no part of what is asked for.
    setFormState(({ proposal: _shown, ...answers }) => answers);
    dropShownDraft();
  },
});
