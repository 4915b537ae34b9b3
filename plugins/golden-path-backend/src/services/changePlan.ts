import {
  renderFiles,
  type CompileResult,
} from '@fairway/plugin-golden-path-common';

/** A file that is written whole. */
export interface PlannedFile {
  path: string;
  text: string;
  change: 'added' | 'changed';
  /** Its text in the base; missing when it is new. */
  was?: string;
}

/** What a request does to the repository. */
export interface ChangePlan {
  /** Files that are new or differ from the base, by path. */
  write: PlannedFile[];
  /** Files of the touched services, and of namespaces that they leave empty, that are no longer derived; sorted. */
  remove: string[];
}

/** Texts of the base by path; files that are not there are left out. */
export type ReadFiles = (paths: string[]) => Promise<Map<string, string>>;

/**
 * Compares what the touched services derive with what lies in the repository. Files that would stay the same are
 * left out, so that two requests which share a namespace do not collide in it.
 */
export async function planChange(options: {
  results: CompileResult[];
  /** Paths of the base that belong to one of the services alone, sorted. */
  owned: string[];
  /** Paths that would be left without a service that they are for; they need not be there. */
  abandoned: string[];
  read: ReadFiles;
}): Promise<ChangePlan> {
  const derived = new Map(
    options.results.flatMap(result =>
      renderFiles(result).map(file => [file.path, file.text] as const),
    ),
  );
  const { abandoned } = options;
  const before = await options.read([...derived.keys(), ...abandoned]);
  const write = [...derived]
    .filter(([path, text]) => before.get(path) !== text)
    .map(([path, text]): PlannedFile => {
      const was = before.get(path);
      return was === undefined
        ? { path, text, change: 'added' }
        : { path, text, change: 'changed', was };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const remove = [
    ...options.owned,
    ...abandoned.filter(path => before.has(path)),
  ].filter(path => !derived.has(path));
  return { write, remove: [...new Set(remove)].sort() };
}
