import type { NotDerived } from '../model';
import type { EnvironmentContext } from './context';

type Feature = keyof EnvironmentContext['features'];

/** What each feature brings, in the words of what people look for. */
const BRINGS: readonly (readonly [Feature, string])[] = [
  ['service', 'Service'],
  ['route', 'Public route'],
  ['autoscaling', 'Autoscaler'],
  ['disruptionBudget', 'PodDisruptionBudget'],
  ['probes', 'Probes'],
  ['sloAlerts', 'Objective and its alerts'],
  ['canary', 'Canary'],
];

/** Says of every feature that the workload type has not why it goes without, as far as there is a reason to tell. */
export function leaveOutFeatures(
  ctx: EnvironmentContext,
  reasons: Partial<Record<Feature, string>>,
): void {
  const { workloadType } = ctx.intent.spec;
  for (const [feature, what] of BRINGS) {
    const why = reasons[feature];
    if (why !== undefined && !ctx.features[feature]) {
      ctx.leaveOut({
        what,
        why,
        from: `contract:/workloadTypes/${workloadType}/features/${feature}`,
      });
    }
  }
}

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
