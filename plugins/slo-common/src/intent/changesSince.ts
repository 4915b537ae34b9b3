import type { Problem } from '@fairway/plugin-golden-path-common';
import { fieldOf, textOf } from '../read/fields';
import type { YamlDocument } from '../read/types';
import { yamlDocuments } from '../read/yamlDocuments';

/** The name that a document gives itself. */
export function nameOf({ value }: YamlDocument): string | undefined {
  return textOf(fieldOf(value, 'metadata'), 'name');
}

/** What became of documents since somebody began to write. */
export interface ChangesSince {
  /** Whether the author left it as it was, or wants what it has become. */
  isUntouched(name: string | undefined, document: YamlDocument): boolean;
  /** Why it cannot be taken over: somebody else has changed it, or taken it away. */
  moved(
    name: string | undefined,
  ): Pick<Problem, 'at' | 'message' | 'remedy'> | undefined;
}

/** Compares what an author began with to what is merged now; nothing where it is not known. */
export function changesSince(options: {
  base: string | undefined;
  derived: string;
}): ChangesSince | undefined {
  const { base, derived } = options;
  if (base === undefined) {
    return undefined;
  }
  const before = valuesOf(base);
  const now = valuesOf(derived);
  return {
    isUntouched: (name, { value }) =>
      name !== undefined &&
      before.has(name) &&
      [before.get(name), now.get(name)].includes(canonical(value)),
    moved: name => {
      if (
        name === undefined ||
        !before.has(name) ||
        before.get(name) === now.get(name)
      ) {
        return undefined;
      }
      return {
        at: '/metadata/name',
        message: now.has(name)
          ? `somebody else has changed ${name} since you began`
          : `${name} was taken away since you began`,
        remedy:
          'Take the document as it is now, and make your change of it again',
      };
    },
  };
}

function valuesOf(text: string): Map<string, string> {
  return new Map(
    yamlDocuments({ text, file: '' }).documents.flatMap(document => {
      const name = nameOf(document);
      return name === undefined ? [] : [[name, canonical(document.value)]];
    }),
  );
}

/** The same text for the same data, in whatever order its fields stand. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(
          Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : each,
  );
}
