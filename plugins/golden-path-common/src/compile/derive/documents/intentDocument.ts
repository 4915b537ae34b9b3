import type { DerivedDocument } from '../../../model';
import type { ServiceIntent } from '../../../schema/intent';
import { writeYaml } from '../../../yaml';
import { because } from '../../because';
import { documentPath } from '../../paths';

/** The intent itself, in the canonical form, so that the next change of it is a small diff. */
export function deriveIntentDocument(intent: ServiceIntent): DerivedDocument {
  return {
    path: documentPath(intent.metadata.name, 'intent.yaml'),
    title: 'Service intent',
    text: writeYaml(intent),
    object: { ...intent },
    because: [
      because(
        '',
        'intent:',
        'What the team wants, kept beside what is derived from it.',
      ),
    ],
  };
}
