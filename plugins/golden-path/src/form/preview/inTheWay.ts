import type { Preview } from '@fairway/plugin-golden-path-common';
import { inSentences } from '../words';

/** Everything that has to change before a request can be opened: where in the intent, and what to do. */
export function inTheWayOf(preview: Preview): { at: string; what: string }[] {
  const all = [
    ...preview.missing.map(({ at, title }) => ({
      at,
      what: `State the ${title}.`,
    })),
    ...preview.problems.map(({ at, message, remedy }) => ({
      at,
      what: inSentences({ message, remedy }),
    })),
    ...preview.findings
      .filter(({ severity }) => severity === 'deny')
      .map(({ at, message, remedy }) => ({
        at,
        what: inSentences({ message, remedy }),
      })),
  ];
  // One thing in several environments is one thing to mend.
  return all.filter(
    ({ at, what }, index) =>
      all.findIndex(each => each.at === at && each.what === what) === index,
  );
}
