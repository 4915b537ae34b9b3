import type { NotDerived } from '../model';

/** What is left out in every environment is said once, without one. */
export function mergeLeftOut(
  entries: readonly NotDerived[],
  environments: readonly string[],
): NotDerived[] {
  const groups = new Map<string, { entry: NotDerived; envs: Set<string> }>();
  for (const entry of entries) {
    const key = JSON.stringify([entry.what, entry.why, entry.from]);
    const group = groups.get(key) ?? { entry, envs: new Set() };
    if (entry.env !== undefined) {
      group.envs.add(entry.env);
    }
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ entry, envs }) => {
    const { what, why, from } = entry;
    return environments.every(name => envs.has(name))
      ? [{ what, why, from }]
      : [...envs].map(env => ({ what, why, from, env }));
  });
}
