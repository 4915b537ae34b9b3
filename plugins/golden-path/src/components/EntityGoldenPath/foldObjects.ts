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

/** What runs the service; everything else is there for its sake. */
const WORKLOADS = new Set([
  'Rollout',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Job',
]);

/** The workload first, the rest by name. */
function compareObjects(a: FoldedObject, b: FoldedObject): number {
  const [first, second] = [a, b].map(({ objects }) =>
    WORKLOADS.has(objects[0].object.kind) ? 0 : 1,
  );
  return first - second || a.title.localeCompare(b.title);
}

/**
 * Derived objects by environment, in the order of the intent, the workload first; one row for an object of several
 * clusters.
 */
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
      objects: [...objects.values()].sort(compareObjects),
    }));
}
