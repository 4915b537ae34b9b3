import type { Preview } from '@fairway/plugin-golden-path-common';
import { inSentences } from '../words';

/** One thing that has to change: where in the intent, and what to do. */
export interface ToMend {
  at: string;
  what: string;
}

function once(all: ToMend[]): ToMend[] {
  // One thing in several environments is one thing to mend.
  return all.filter(
    ({ at, what }, index) =>
      all.findIndex(each => each.at === at && each.what === what) === index,
  );
}

/** What is stated and wrong; what counts it and what lists it both ask here. */
export function toMendOf(
  preview: Pick<Preview, 'problems' | 'findings'>,
): ToMend[] {
  return once(
    [
      ...preview.problems,
      ...preview.findings.filter(({ severity }) => severity === 'deny'),
    ].map(({ at, message, remedy }) => ({
      at,
      what: inSentences({ message, remedy }),
    })),
  );
}

/** Everything that has to change before a request can be opened, what is not stated yet included. */
export function inTheWayOf(preview: Preview): ToMend[] {
  return [
    ...preview.missing.map(({ at, title }) => ({
      at,
      what: `State the ${title}.`,
    })),
    ...toMendOf(preview),
  ];
}
