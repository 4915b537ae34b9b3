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

const SERVICE_FILE = /^services\/([^/]+)\/(.+)$/;

/** The request's own files by their name alone; those of a service that accepts it say whose they are. */
function titleOf(
  { kind, name, path }: FileChange,
  service: string | undefined,
): string {
  if (kind) {
    return `${kind} ${name ?? ''}`.trim();
  }
  const [, owner, file] = SERVICE_FILE.exec(path) ?? [];
  if (!file) {
    return path.split('/').pop() ?? path;
  }
  return owner === service ? file : `${owner}/${file}`;
}

/** What people wrote comes before what follows from it, and the request's own service before the others. */
function rankOf({ title }: FoldedChange): number {
  return (
    (title.includes('/') ? 2 : 0) + (title.endsWith('intent.yaml') ? 0 : 1)
  );
}

/** Folds equal changes over the clusters of an environment, in the order of the first. */
export function foldChanges(
  files: readonly FileChange[],
  service?: string,
): FoldedChange[] {
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
        title: titleOf(file, service),
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
  service?: string,
): ChangeGroup[] {
  const groups = new Map<string, ChangeGroup>();
  for (const change of foldChanges(files, service)) {
    const environment = change.files[0].env;
    const group = groups.get(environment ?? '') ?? { environment, changes: [] };
    group.changes.push(change);
    groups.set(environment ?? '', group);
  }
  return [...groups.values()]
    .map(group => ({
      ...group,
      changes: [...group.changes].sort(
        (a, b) =>
          (group.environment ? 0 : rankOf(a) - rankOf(b)) ||
          a.title.localeCompare(b.title),
      ),
    }))
    .sort(
      (a, b) => Number(Boolean(a.environment)) - Number(Boolean(b.environment)),
    );
}
