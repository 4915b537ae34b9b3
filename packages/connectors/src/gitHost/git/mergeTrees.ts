import type { TreeChange } from './trees';

/**
 * Three-way merge of whole files. `ours` and `theirs` are the changes of both sides since their common base. A file
 * is never merged by lines: it was derived as a whole, and half of each side is what neither side compiled.
 * @returns what has to change on our side, and the paths that cannot be decided.
 */
export function mergeTrees(options: {
  ours: TreeChange[];
  theirs: TreeChange[];
}): { apply: TreeChange[]; conflicts: string[] } {
  const ours = new Map(options.ours.map(change => [change.path, change]));
  const kept = options.ours.filter(change => change.change !== 'removed');
  const ourFolders = foldersOf(kept.map(change => change.path));
  const ourFiles = new Set(kept.map(change => change.path));
  const apply: TreeChange[] = [];
  const conflicts: string[] = [];
  for (const change of options.theirs) {
    const other = ours.get(change.path);
    if (other) {
      if (other.after !== change.after || other.mode !== change.mode) {
        conflicts.push(change.path);
      }
    } else if (
      change.change !== 'removed' &&
      (ourFolders.has(change.path) ||
        [...foldersOf([change.path])].some(folder => ourFiles.has(folder)))
    ) {
      // A file on one side is a folder on the other.
      conflicts.push(change.path);
    } else {
      apply.push(change);
    }
  }
  return { apply, conflicts };
}

/** Every folder that a file of the list lies in. */
export function foldersOf(paths: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (
      let slash = path.lastIndexOf('/');
      slash > 0 && !folders.has(path.slice(0, slash));
      slash = path.lastIndexOf('/', slash - 1)
    ) {
      folders.add(path.slice(0, slash));
    }
  }
  return folders;
}
