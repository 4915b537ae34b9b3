import {
  describeDrift,
  diffResults,
  type FileChange,
} from '@fairway/plugin-golden-path-common';
import type { ChangePlan } from './changePlan';
import { resultsAfter, type ProposedService } from './proposal';

/** What a plan does to each file, by path: the plan says which files change, the compiler what changes in them. */
export function changedFiles(options: {
  services: ProposedService[];
  plan: ChangePlan;
}): FileChange[] {
  const { services, plan } = options;
  const told = new Map(
    services
      .flatMap(service => diffResults(service))
      .map(change => [change.path, change] as const),
  );
  const derived = new Map(
    resultsAfter(services)
      .flatMap(({ objects }) => objects)
      .map(each => [each.path, each] as const),
  );
  const written = plan.write.map((file): FileChange => {
    const { path, change, text, was } = file;
    const words = told.get(path);
    if (words) {
      return { ...words, change };
    }
    const object = derived.get(path);
    const place = { path, env: object?.env, cluster: object?.cluster };
    return {
      ...place,
      change,
      kind: object?.object.kind,
      name: object?.object.metadata.name,
      words:
        was === undefined
          ? [`new ${object?.object.kind ?? 'file'}`]
          : // Both sides compile to the same: it is the contract, or a hand, that made what lies there differ.
            describeDrift({
              ...place,
              kind: 'edited',
              found: was,
              derived: text,
            }).words,
    };
  });
  const removed = plan.remove.map(
    (path): FileChange => ({
      words: ['no longer derived'],
      ...told.get(path),
      path,
      change: 'removed',
    }),
  );
  return [...written, ...removed].sort((a, b) => (a.path < b.path ? -1 : 1));
}
