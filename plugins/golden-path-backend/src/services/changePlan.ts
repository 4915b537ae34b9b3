import {
  renderFiles,
  type CompileResult,
  type PlatformContract,
} from '@fairway/plugin-golden-path-common';
import { ownedBy } from './layout';

/** What a request does to the repository. */
export interface ChangePlan {
  /** Files that are new or differ from the base, by path. */
  write: { path: string; text: string }[];
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
  contract: PlatformContract;
  /** All paths of the base. */
  paths: Iterable<string>;
  read: ReadFiles;
}): Promise<ChangePlan> {
  const { results, contract } = options;
  const derived = new Map(
    results.flatMap(result =>
      renderFiles(result).map(file => [file.path, file.text] as const),
    ),
  );
  const present = new Set(options.paths);
  const before = await options.read(
    [...derived.keys()].filter(path => present.has(path)),
  );
  const write = [...derived]
    .filter(([path, text]) => before.get(path) !== text)
    .map(([path, text]) => ({ path, text }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const remove = [...present]
    .filter(
      path =>
        !derived.has(path) &&
        results.some(result =>
          ownedBy({ path, service: result.name, contract }),
        ),
    )
    .sort();
  return { write, remove };
}
