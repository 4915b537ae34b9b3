import {
  renderFiles,
  type CompileResult,
} from '@fairway/plugin-golden-path-common';
import { blobId } from '../drift/blobs';
import type { RepositoryTree } from '../drift/RepositoryTree';
import type { ChangePlan } from '../services/changePlan';

/**
 * What a request would write and take away, as `planChange` says with the texts at hand: the id of a content tells
 * whether it is what is derived, so that a fleet is compared without reading it.
 */
export function plannedFiles(options: {
  result: CompileResult;
  tree: RepositoryTree;
}): ChangePlan {
  const { result, tree } = options;
  const owned = tree.ownedBy(result.name);
  const derived = new Set<string>();
  const ids = new Map<string, string>();
  const write: ChangePlan['write'] = [];
  for (const { path, text } of renderFiles(result)) {
    derived.add(path);
    const like = owned.get(path) ?? tree.shared.get(path);
    if (like === undefined) {
      write.push({ path, text, change: 'added' });
      continue;
    }
    // What several clusters have in common is one text.
    const id = ids.get(text) ?? blobId(text, { like });
    ids.set(text, id);
    if (id !== like) {
      write.push({ path, text, change: 'changed' });
    }
  }
  const remove = [...owned.keys()].filter(path => !derived.has(path)).sort();
  return { write, remove };
}
