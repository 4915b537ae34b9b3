import type { FileChange } from '../changeRequest';
import { countOf, listOf } from '../words/phrases';
import type { CompileResult, DerivedDocument, DerivedObject } from '../model';
import { diffObjects } from './objects';
import { wordsOf } from './words';

/**
 * How the files of one service change, in the order of their paths; files that stay the same are left out. Without
 * `before` everything is added.
 * @public
 */
export function diffResults(options: {
  before?: CompileResult;
  after?: CompileResult;
}): FileChange[] {
  const { before, after } = options;
  return [
    ...pairs(before?.objects, after?.objects).flatMap(([a, b]) =>
      objectChange(a, b),
    ),
    ...pairs(before?.documents, after?.documents).flatMap(([a, b]) =>
      documentChange(a, b),
    ),
  ].sort((a, b) => comparePaths(a.path, b.path));
}

/** One change that several clusters or environments share. @public */
export interface ChangeGroup {
  change: FileChange['change'];
  kind?: string;
  name?: string;
  words: string[];
  environments: string[];
  clusters: string[];
  paths: string[];
}

/**
 * Changes that say the same of the same object in several clusters or environments, told once.
 * @public
 */
export function groupChanges(changes: readonly FileChange[]): ChangeGroup[] {
  const groups = new Map<string, ChangeGroup>();
  for (const { change, kind, name, words, env, cluster, path } of changes) {
    const key = JSON.stringify([
      change,
      kind ?? path,
      kind ? nameWithout(name, env) : '',
      words.map(word => nameWithout(word, env)),
    ]);
    let group = groups.get(key);
    if (!group) {
      group = {
        change,
        kind,
        name,
        words,
        environments: [],
        clusters: [],
        paths: [],
      };
      groups.set(key, group);
    }
    group.paths.push(path);
    if (env && !group.environments.includes(env)) {
      group.environments.push(env);
    }
    if (cluster && !group.clusters.includes(cluster)) {
      group.clusters.push(cluster);
    }
  }
  return [...groups.values()];
}

/** One difference in words, and all that it is found in. */
interface Said {
  word: string;
  /** Files of the objects, one for each cluster. */
  objects: number;
  documents: number;
  /** Objects by kind and name, whatever the environment. */
  things: Set<string>;
  environments: Set<string>;
}

/**
 * A line for each difference: `replicas 3 → 30 (prod)`. What many objects share, such as a label, is told once with
 * their number: `label tier tier-2 → tier-1 in 63 objects (dev, prod)`.
 * @public
 */
export function summarizeChanges(changes: readonly FileChange[]): string[] {
  const all = new Map<string, Said>();
  for (const { words, env, kind, name, path } of changes) {
    for (const word of words) {
      const key = nameWithout(word, env);
      const said = all.get(key) ?? {
        word,
        objects: 0,
        documents: 0,
        things: new Set(),
        environments: new Set(),
      };
      all.set(key, said);
      said.objects += kind ? 1 : 0;
      said.documents += kind ? 0 : 1;
      said.things.add(kind ? `${kind}/${nameWithout(name, env)}` : path);
      if (env) {
        said.environments.add(env);
      }
    }
  }
  return [...all.values()].map(lineOf);
}

function lineOf({ word, objects, documents, things, environments }: Said) {
  const counts = [
    ...(objects > 0 ? [countOf(objects, 'object')] : []),
    ...(documents > 0 ? [countOf(documents, 'document')] : []),
  ];
  const shared = things.size > 1 ? ` in ${listOf(counts)}` : '';
  const where =
    environments.size > 0 ? ` (${[...environments].join(', ')})` : '';
  return `${word}${shared}${where}`;
}

/**
 * `application-prod-payments` and `application-dev-payments` are one thing in two environments. The `dev` of
 * `fairway.dev` is no environment.
 */
function nameWithout(
  name: string | undefined,
  env: string | undefined,
): string {
  return env && name?.includes(env)
    ? name
        .split(/(?<![\w.])(?=\w)|(?<=\w)(?!\w)/)
        .map(part => (part === env ? '*' : part))
        .join('')
    : name ?? '';
}

function objectChange(
  before: DerivedObject | undefined,
  after: DerivedObject | undefined,
): FileChange[] {
  const present = after ?? before;
  if (!present) {
    return [];
  }
  const { path, env, cluster, object } = present;
  const { kind } = object;
  const { name } = object.metadata;
  const file = { path, kind, name, env, cluster };
  if (!before) {
    return [{ ...file, change: 'added', words: [`new ${kind} ${name}`] }];
  }
  if (!after) {
    return [{ ...file, change: 'removed', words: [`${kind} ${name} removed`] }];
  }
  const changes = diffObjects(before.object, after.object);
  return changes.length === 0
    ? []
    : [
        {
          ...file,
          change: 'changed',
          words: changes.map(change =>
            wordsOf(
              change,
              change.after === undefined ? before.object : after.object,
            ),
          ),
        },
      ];
}

function documentChange(
  before: DerivedDocument | undefined,
  after: DerivedDocument | undefined,
): FileChange[] {
  const present = after ?? before;
  if (!present || before?.text === after?.text) {
    return [];
  }
  const { path, title } = present;
  if (!before) {
    return [{ path, change: 'added', words: [`new ${title}`] }];
  }
  if (!after) {
    return [{ path, change: 'removed', words: [`${title} removed`] }];
  }
  return [{ path, change: 'changed', words: documentWords(before, after) }];
}

function documentWords(
  before: DerivedDocument,
  after: DerivedDocument,
): string[] {
  if (before.object && after.object) {
    const shape = {
      apiVersion: '',
      kind: after.title,
      metadata: { name: after.title },
    };
    const words = diffObjects(before.object, after.object).map(change =>
      wordsOf(change, {
        ...shape,
        ...(change.after === undefined ? before.object : after.object),
      }),
    );
    if (words.length > 0) {
      return words;
    }
  }
  const linesBefore = new Set(before.text.split('\n'));
  const linesAfter = new Set(after.text.split('\n'));
  const added = [...linesAfter].filter(line => !linesBefore.has(line)).length;
  const removed = [...linesBefore].filter(line => !linesAfter.has(line)).length;
  const lines = added === 1 ? '1 line' : `${added} lines`;
  return [`${after.title}: ${lines} added, ${removed} removed`];
}

function pairs<T extends { path: string }>(
  before: readonly T[] = [],
  after: readonly T[] = [],
): [T | undefined, T | undefined][] {
  const old = new Map(before.map(each => [each.path, each]));
  const fresh = new Set(after.map(({ path }) => path));
  return [
    ...after.map((each): [T | undefined, T | undefined] => [
      old.get(each.path),
      each,
    ]),
    ...before
      .filter(({ path }) => !fresh.has(path))
      .map((each): [T | undefined, T | undefined] => [each, undefined]),
  ];
}

/** By code unit: the same order on every machine, whatever its locale. */
function comparePaths(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
