import type {
  CompileResult,
  DerivedObject,
} from '@fairway/plugin-golden-path-common';

/** One object of an environment, in the clusters that have it. */
export interface FoldedObject {
  key: string;
  /** `Deployment payments-api`. */
  title: string;
  objects: DerivedObject[];
}

/** All objects of one environment. */
export interface ObjectGroup {
  environment: string;
  objects: FoldedObject[];
}

/** Derived objects by environment, in the order of the intent; one row for an object of several clusters. */
export function foldObjects(result: CompileResult): ObjectGroup[] {
  const groups = new Map<string, Map<string, FoldedObject>>();
  for (const { name, env } of result.intent.spec.environments.map(each => ({
    name: typeof each === 'string' ? each : each.name,
    env: new Map<string, FoldedObject>(),
  }))) {
    groups.set(name, env);
  }
  for (const derived of result.objects) {
    const { kind, metadata } = derived.object;
    const group = groups.get(derived.env) ?? new Map<string, FoldedObject>();
    groups.set(derived.env, group);
    const title = `${kind} ${metadata.name}`;
    const key = JSON.stringify([
      derived.env,
      derived.object.apiVersion,
      kind,
      metadata.namespace ?? '',
      metadata.name,
    ]);
    const known = group.get(key) ?? { key, title, objects: [] };
    known.objects.push(derived);
    group.set(key, known);
  }
  return [...groups]
    .filter(([, objects]) => objects.size > 0)
    .map(([environment, objects]) => ({
      environment,
      objects: [...objects.values()].sort((a, b) =>
        a.title.localeCompare(b.title),
      ),
    }));
}
