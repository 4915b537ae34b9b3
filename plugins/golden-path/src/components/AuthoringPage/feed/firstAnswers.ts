import type { Workbench } from '../../../hooks/useWorkbench';
import { casesOf } from '../../../authoring/cases';
import type { Feed } from '../../../authoring/feed';

/** What a template is fed first: its first test, also while its files are not here yet. */
export function firstAnswers(workbench: Workbench, template: string): Feed {
  const { files, authoring } = workbench;
  const [here] = casesOf(files, template);
  const [out] =
    authoring.templates.find(({ name }) => name === template)?.tests ?? [];
  const test = here?.test ?? out;
  return test === undefined
    ? { kind: 'answers', template }
    : { kind: 'test', template, test };
}
