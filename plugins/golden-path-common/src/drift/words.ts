import { diffObjects } from '../diff/objects';
import { wordsOf } from '../diff/words';
import { isRecord } from '../json/pointer';
import type { KubeObject } from '../model';
import { countOf } from '../words/phrases';
import { readYamlStream } from '../yaml';
import type { DriftFile, DriftKind } from './api';

/** What a page has room for; the texts tell the rest. */
const MAX_WORDS = 30;

/** A file that differs, as far as it is at hand. @public */
export interface DifferingFile {
  path: string;
  kind: DriftKind;
  /** Text in Git; missing when it is not there. */
  found?: string;
  /** Text that is derived; missing when nothing derives it. */
  derived?: string;
  env?: string;
  cluster?: string;
}

/**
 * What mending changes in a file, in words, with the first line that differs. Values of a Secret that somebody put
 * there are never told, and its text is left out.
 * @public
 */
export function describeDrift(file: DifferingFile): DriftFile {
  const { path, kind, found, derived, env, cluster } = file;
  const inGit = found === undefined ? undefined : documentsOf(found);
  const wanted = derived === undefined ? undefined : documentsOf(derived);
  const object = firstObject(wanted) ?? firstObject(inGit);
  const isSecret = [inGit, wanted].some(each =>
    each?.documents.some(hasSecretValues),
  );
  const what = object
    ? `${object.kind} ${object.metadata.name}`
    : path.slice(path.lastIndexOf('/') + 1);
  const words = isSecret
    ? [`${what}: it holds values of a Secret, which are not shown`]
    : wordsFor({ what, inGit, wanted, found, derived });
  return {
    path,
    kind,
    ...(object && {
      object: {
        kind: object.kind,
        name: object.metadata.name,
        ...(env && { env }),
        ...(cluster && { cluster }),
      },
    }),
    words:
      words.length > MAX_WORDS
        ? [
            ...words.slice(0, MAX_WORDS),
            `and ${words.length - MAX_WORDS} more differences`,
          ]
        : words,
    ...(found !== undefined &&
      derived !== undefined && { line: firstDifferingLine(found, derived) }),
    ...(found !== undefined && !isSecret && { found }),
    ...(derived !== undefined && { derived }),
  };
}

/** From 1; that after the last common one where one text is the beginning of the other. */
export function firstDifferingLine(a: string, b: string): number {
  const linesOfA = a.split('\n');
  const linesOfB = b.split('\n');
  const index = linesOfA.findIndex((line, at) => line !== linesOfB[at]);
  return (index < 0 ? linesOfA.length : index) + 1;
}

interface Documents {
  documents: unknown[];
  /** Why it is no YAML. */
  problem?: string;
}

function documentsOf(text: string): Documents {
  try {
    return { documents: readYamlStream(text) };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { documents: [], problem };
  }
}

function firstObject(read: Documents | undefined): KubeObject | undefined {
  return read?.documents.find(isObject);
}

function isObject(value: unknown): value is KubeObject {
  return (
    isRecord(value) &&
    typeof value.apiVersion === 'string' &&
    typeof value.kind === 'string' &&
    isRecord(value.metadata) &&
    typeof value.metadata.name === 'string'
  );
}

function hasSecretValues(value: unknown): boolean {
  return (
    isRecord(value) &&
    value.kind === 'Secret' &&
    (value.data !== undefined || value.stringData !== undefined)
  );
}

function wordsFor(options: {
  what: string;
  inGit?: Documents;
  wanted?: Documents;
  found?: string;
  derived?: string;
}): string[] {
  const { what, inGit, wanted, found, derived } = options;
  if (found === undefined || !inGit) {
    return [`${what} is not there; it is derived`];
  }
  if (derived === undefined || !wanted) {
    return [`nothing derives ${what}; it goes`];
  }
  const isYaml = !wanted.problem && wanted.documents.some(isRecord);
  if (!isYaml) {
    return sameButLayout(found, derived) ?? [linesOf(found, derived)];
  }
  if (inGit.problem) {
    return [`it is no YAML any more: ${inGit.problem}`];
  }
  const [before, ...more] = inGit.documents;
  if (isObject(wanted.documents[0]) && !isObject(before)) {
    return [`it holds no object any more; ${what} is derived`];
  }
  const words = differences(before, wanted.documents[0]);
  if (more.length > 0) {
    words.push(
      `${countOf(more.length, 'document')} behind the first: ${
        more.length > 1 ? 'they go' : 'it goes'
      }`,
    );
  }
  return words.length > 0
    ? words
    : sameButLayout(found, derived) ?? [
        'only comments, the order of keys or the layout differ: it says the same',
      ];
}

function differences(before: unknown, after: unknown): string[] {
  return diffObjects(before ?? {}, after).map(change => {
    const side = change.after === undefined ? before : after;
    return wordsOf(
      change,
      isObject(side)
        ? side
        : {
            apiVersion: '',
            kind: '',
            metadata: { name: '' },
            ...asRecord(side),
          },
    );
  });
}

function asRecord(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function sameButLayout(found: string, derived: string): string[] | undefined {
  if (found.replace(/\r\n?/g, '\n') === derived) {
    return ['only the ends of lines differ: it says the same'];
  }
  const squeezed = (text: string) =>
    text.replace(/^\ufeff/, '').replace(/\s+$/gm, '');
  return squeezed(found) === squeezed(derived)
    ? ['only white space differs: it says the same']
    : undefined;
}

function linesOf(found: string, derived: string): string {
  const before = new Set(found.split('\n'));
  const after = new Set(derived.split('\n'));
  const added = [...after].filter(line => !before.has(line)).length;
  const removed = [...before].filter(line => !after.has(line)).length;
  return `${countOf(added, 'line')} added, ${removed} removed`;
}
