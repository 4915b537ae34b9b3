import type { FileChange } from '@fairway/plugin-golden-path-common';

/** The same change of the same object in the clusters of one environment. */
export interface FoldedChange {
  key: string;
  /** `Deployment payments-api`, or the file's name. */
  title: string;
  change: FileChange['change'];
  words: string[];
  /** One for each cluster, in the order they came. */
  files: FileChange[];
}

/** All changes of one environment; without one, what belongs to the service itself. */
export interface ChangeGroup {
  environment?: string;
  changes: FoldedChange[];
}

function titleOf({ kind, name, path }: FileChange): string {
  return kind ? `${kind} ${name ?? ''}`.trim() : path.split('/').pop() ?? path;
}

/** Folds equal changes over the clusters of an environment, in the order of the first. */
export function foldChanges(files: readonly FileChange[]): FoldedChange[] {
  const folded = new Map<string, FoldedChange>();
  for (const file of files) {
    const key = JSON.stringify([
      file.env ?? '',
      file.kind ?? file.path,
      file.name ?? '',
      file.change,
      file.words,
    ]);
    const known = folded.get(key);
    if (known) {
      known.files.push(file);
    } else {
      folded.set(key, {
        key,
        title: titleOf(file),
        change: file.change,
        words: file.words,
        files: [file],
      });
    }
  }
  return [...folded.values()];
}

/** Folded changes by environment, in the order in which environments are met; the service's own files first. */
export function groupByEnvironment(
  files: readonly FileChange[],
): ChangeGroup[] {
  const groups = new Map<string, ChangeGroup>();
  for (const change of foldChanges(files)) {
    const environment = change.files[0].env;
    const group = groups.get(environment ?? '') ?? { environment, changes: [] };
    group.changes.push(change);
    groups.set(environment ?? '', group);
  }
  return [...groups.values()]
    .map(group => ({
      ...group,
      changes: [...group.changes].sort((a, b) =>
        a.title.localeCompare(b.title),
      ),
    }))
    .sort(
      (a, b) => Number(Boolean(a.environment)) - Number(Boolean(b.environment)),
    );
}
