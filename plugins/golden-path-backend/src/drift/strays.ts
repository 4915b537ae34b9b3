import type { DriftKind } from '@fairway/plugin-golden-path-common';
import type { DesiredState } from '../services/desiredState';
import { deliveredBy, layoutOf, type RepositoryTree } from './RepositoryTree';
import type { SharedFiles } from './SharedFiles';

/** Under this name stand files that belong to no service at all; no service can take it. */
export const NOBODY = '_shared';

/** A file that nothing derives. */
export type ForeignFile = { path: string; kind: DriftKind };

/** What lies where derived files lie, and belongs to no merged service. */
export interface Strays {
  /** By the name of the service that is gone, or {@link NOBODY}. */
  orphans: Map<string, ForeignFile[]>;
  /** Files in the folder of a namespace that nothing derives, by the service that answers for the namespace. */
  foreign: Map<string, string[]>;
}

/** @param options - `tree`: with the folders of all names that are no merged service. */
export function straysOf(options: {
  tree: RepositoryTree;
  state: Pick<DesiredState, 'intents' | 'unreadable'>;
  shared: SharedFiles;
  environments: string[];
}): Strays {
  const { tree, state, shared, environments } = options;
  const isThere = (name: string) =>
    state.intents.has(name) || state.unreadable.has(name);
  const orphans: Strays['orphans'] = new Map();
  const foreign: Strays['foreign'] = new Map();
  const orphan = (name: string, path: string) =>
    add(orphans, name, { path, kind: 'foreign' });
  for (const name of tree.folders()) {
    if (!isThere(name)) {
      for (const path of tree.ownedBy(name).keys()) {
        orphan(name, path);
      }
    }
  }
  const reporters = new Map(
    [...shared.paths()].map(path => [
      folderOf(path),
      shared.reporterOf(path) ?? NOBODY,
    ]),
  );
  for (const path of tree.shared.keys()) {
    const names = deliveredBy(path, environments);
    if (shared.has(path) || names.some(isThere)) {
      continue;
    }
    const reporter = reporters.get(folderOf(path));
    const [name = NOBODY] = names;
    if (names.some(each => orphans.get(each)?.some(isAt(path)))) {
      continue;
    } else if (isOfNamespace(path) && reporter !== undefined) {
      add(foreign, reporter, path);
    } else {
      orphan(name, path);
    }
  }
  return { orphans, foreign };
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** Whether a file lies in the folder of a namespace, and not in that of a service. */
export function isOfNamespace(path: string): boolean {
  const layout = layoutOf(path);
  return Boolean(layout && 'folder' in layout && layout.folder.includes('/_'));
}

function isAt(path: string) {
  return (file: ForeignFile) => file.path === path;
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values) {
    values.push(value);
  } else {
    map.set(key, [value]);
  }
}
