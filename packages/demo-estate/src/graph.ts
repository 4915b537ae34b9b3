import type { Blueprint } from './blueprint';
import { createRandom } from './random';

/** The graph of one estate: who calls whom, both sides agreeing. */
export interface CallGraph {
  /** Callees by caller, sorted. */
  calls: Map<string, string[]>;
  /** Callers by callee, sorted. */
  accepts: Map<string, string[]>;
}

/** An intent may accept at most 500; hubs stop before that, so that newcomers still fit. */
const mostCallers = 400;

/** A tier-1 service may not lean on a tier-3 one: it would be as weak as that. */
function mayLeanOn(caller: Blueprint, callee: Blueprint): boolean {
  return !(caller.tier === 'tier-1' && callee.tier === 'tier-3');
}

/** How many calls a service makes, by its layer: BFFs fan out, shared services hardly call anyone. */
function fanOut(blueprint: Blueprint, chance: () => number): number {
  const most = [6, 4, 2, 1, 0][blueprint.layer];
  return blueprint.workloadType.endsWith('-api') || blueprint.layer === 0
    ? Math.ceil(chance() * most)
    : Math.min(1, most);
}

/**
 * Calls go from layer to layer and never back, so there is no cycle. Half of them stay in the team or the domain,
 * the others go to whoever is called most already, which is how hubs come about.
 */
export function createCallGraph(options: {
  seed: number;
  blueprints: readonly Blueprint[];
}): CallGraph {
  const { seed, blueprints } = options;
  const byLayer = [0, 1, 2, 3, 4].map(layer =>
    blueprints.filter(blueprint => blueprint.layer > layer),
  );
  const callable = byLayer.map(below =>
    below.filter(
      blueprint =>
        blueprint.workloadType.endsWith('-api') ||
        blueprint.workloadType === 'stateful',
    ),
  );
  const byDomain = callable.map(below =>
    groupBy(below, item => item.team.domain),
  );
  const hubs = blueprints.filter(blueprint => blueprint.layer === 3);
  const calls = new Map<string, string[]>();
  const callers = new Map<string, string[]>();

  for (const caller of blueprints) {
    const random = createRandom(seed, 'calls', caller.name);
    const wanted = fanOut(caller, random.next);
    const near = byDomain[caller.layer].get(caller.team.domain) ?? [];
    const chosen = new Set<string>();
    for (let attempt = 0; chosen.size < wanted && attempt < 24; attempt++) {
      const kind = random.next();
      const pool = pick({ kind, near, hubs, all: callable[caller.layer] });
      if (pool.length === 0) {
        continue;
      }
      const callee = random.pick(pool);
      const fits =
        callee.layer > caller.layer &&
        mayLeanOn(caller, callee) &&
        // A store is its team's own business.
        (callee.workloadType !== 'stateful' ||
          callee.team.name === caller.team.name) &&
        (callers.get(callee.name)?.length ?? 0) < mostCallers;
      if (fits && !chosen.has(callee.name)) {
        chosen.add(callee.name);
        callers.set(callee.name, [
          ...(callers.get(callee.name) ?? []),
          caller.name,
        ]);
      }
    }
    calls.set(caller.name, [...chosen].sort());
  }
  return {
    calls,
    accepts: new Map(
      [...callers].map(([callee, names]) => [callee, [...names].sort()]),
    ),
  };
}

function pick(options: {
  kind: number;
  near: readonly Blueprint[];
  hubs: readonly Blueprint[];
  all: readonly Blueprint[];
}): readonly Blueprint[] {
  if (options.kind < 0.55) {
    return options.near;
  }
  return options.kind < 0.8 ? options.hubs : options.all;
}

function groupBy<T>(items: readonly T[], key: (item: T) => string) {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) {
      group.push(item);
    } else {
      groups.set(key(item), [item]);
    }
  }
  return groups;
}
