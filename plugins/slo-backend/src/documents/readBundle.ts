import type { Problem } from '@fairway/plugin-golden-path-common';
import {
  readSloDocuments,
  type Objective,
  type ReadOutcome,
} from '@fairway/plugin-slo-common';
import { unstorable } from './storable';
import type { FoundBundle, FoundDocument, ReadBundle } from './types';

/** Reads the documents of a bundle; a document that is wrong keeps no other from being read. Never throws. */
export function readBundle(found: FoundBundle): ReadBundle {
  const { definitions, problems } = read(
    found.documents.filter(({ unread }) => unread === undefined),
  );
  problems.push(...found.documents.flatMap(unreadOf));
  const byFile = new Map<string, Objective[]>();
  for (const { objective } of definitions) {
    const { file } = objective.place;
    const problem = unstorable(objective);
    if (problem) {
      problems.push(problem);
      continue;
    }
    byFile.set(file, [...(byFile.get(file) ?? []), objective]);
  }
  return {
    kind: found.kind,
    bundle: found.bundle,
    documents: found.documents.map(document => {
      const objectives = byFile.get(document.file) ?? [];
      return {
        ...document,
        ...(objectives.length > 0 && { format: objectives[0].format }),
        objectives: objectives.map(objective => known(objective, document)),
        problems: problems.filter(({ file }) => file === document.file),
      };
    }),
  };
}

function unreadOf({ file, unread }: FoundDocument): Problem[] {
  const remedy = 'What was read before counts until it can be read again';
  return unread === undefined
    ? []
    : [{ file, at: '', message: unread, remedy }];
}

/** A mistake in a reader is a problem of the documents that it cannot read, and of no others. */
function read(documents: readonly FoundDocument[]): ReadOutcome {
  try {
    return readSloDocuments({
      files: documents.map(({ file, text }) => ({
        file,
        // Nothing that YAML allows, and PostgreSQL does not keep it.
        text: text.replaceAll('\0', '\uFFFD'),
      })),
    });
  } catch (error) {
    return {
      definitions: [],
      problems: documents.map(({ file }) => ({
        file,
        at: '',
        message: `the document cannot be read: ${error}`,
        remedy: 'Report it with the document, it is a mistake of Fairway',
      })),
    };
  }
}

/** Only of what the golden path derived it is certain that its rules are there, however alike others look. */
function known(objective: Objective, { derived }: FoundDocument): Objective {
  if (derived) {
    return objective;
  }
  const { recorded: _recorded, ...own } = objective;
  return own;
}
