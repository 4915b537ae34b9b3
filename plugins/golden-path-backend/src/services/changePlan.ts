import {
  renderFiles,
  type CompileResult,
} from '@fairway/plugin-golden-path-common';

/** What a request does to the repository. */
export interface ChangePlan {
  /** Files that are new or differ from the base, by path. */
  write: { path: string; text: string; change: 'added' | 'changed' }[];
  /** Files of the touched services that are no longer derived. */
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
  read: ReadFiles;
}): Promise<ChangePlan> {
  const derived = new Map(
    options.results.flatMap(result =>
      renderFiles(result).map(file => [file.path, file.text] as const),
    ),
  );
  const before = await options.read([...derived.keys()]);
  const write = [...derived]
    .filter(([path, text]) => before.get(path) !== text)
    .map(([path, text]) => ({
      path,
      text,
      change: before.has(path) ? ('changed' as const) : ('added' as const),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return { write, remove: options.owned.filter(path => !derived.has(path)) };
}
