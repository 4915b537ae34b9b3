import type { Blueprint } from './blueprint';
import { createRandom } from './random';

/** The graph of one estate: who calls whom, both sides agreeing. */
export interface CallGraph {
  /** Callees by caller, sorted. */
  calls: Map<string, string[]>;
  /** Callers by callee, sorted. */
  accepts: Map<string, string[]>;
}

/** Calls that the stories of the demo tell, whatever the seed. */
const storyCalls: Record<string, readonly string[]> = {
  'mobile-bff': ['checkout-api'],
  'checkout-api': ['fraud-service'],
};

/** An intent may accept at most 500; hubs stop before that, so that newcomers still fit. */
const MOST_CALLERS = 400;
const MOST_ATTEMPTS = 24;

/** What a caller may choose from. */
interface Candidates {
  /** In the caller's domain. */
  near: readonly Blueprint[];
  hubs: readonly Blueprint[];
  all: readonly Blueprint[];
}

/**
 * Calls go from layer to layer and never back, so there is no cycle. About half of them stay in the domain; a quarter
 * goes to the few services that everyone calls.
 */
export function createCallGraph(options: {
  seed: number;
  blueprints: readonly Blueprint[];
}): CallGraph {
  const { seed, blueprints } = options;
  const byName = new Map(blueprints.map(each => [each.name, each]));
  const candidatesFor = createCandidates(blueprints);
  const calls = new Map<string, string[]>();
  const callers = new Map<string, string[]>(
    blueprints.map(each => [each.name, []]),
  );

  for (const caller of blueprints) {
    const told = (storyCalls[caller.name] ?? []).filter(name =>
      byName.has(name),
    );
    const chosen = chooseCallees({
      seed,
      caller,
      told,
      candidates: candidatesFor(caller),
      isFull: name => (callers.get(name)?.length ?? 0) >= MOST_CALLERS,
    });
    for (const callee of chosen) {
      callers.get(callee)?.push(caller.name);
    }
    calls.set(caller.name, chosen);
  }
  for (const names of callers.values()) {
    names.sort();
  }
  return { calls, accepts: callers };
}

/** Names that this caller calls, sorted. */
function chooseCallees(options: {
  seed: number;
  caller: Blueprint;
  told: readonly string[];
  candidates: Candidates;
  isFull: (name: string) => boolean;
}): string[] {
  const { caller, candidates, isFull } = options;
  const random = createRandom(options.seed, 'calls', caller.name);
  const wanted = fanOut(caller, random.next());
  const chosen = new Set(options.told);
  for (
    let attempt = 0;
    chosen.size < wanted && attempt < MOST_ATTEMPTS;
    attempt++
  ) {
    const pool = poolFor(random.next(), candidates);
    const callee = pool.length > 0 ? random.pick(pool) : undefined;
    if (callee && mayCall(caller, callee) && !isFull(callee.name)) {
      chosen.add(callee.name);
    }
  }
  return [...chosen].sort();
}

function mayCall(caller: Blueprint, callee: Blueprint): boolean {
  if (callee.layer <= caller.layer) {
    return false;
  }
  // A tier-1 service that leans on a tier-3 one would be as weak as that.
  if (caller.tier === 'tier-1' && callee.tier === 'tier-3') {
    return false;
  }
  // A store is its team's own business.
  return (
    callee.workloadType !== 'stateful' || callee.team.name === caller.team.name
  );
}

/** How many calls a service makes, by its layer: BFFs fan out, shared services hardly call anyone. */
function fanOut(blueprint: Blueprint, share: number): number {
  const most = [6, 4, 2, 1, 0][blueprint.layer];
  return blueprint.workloadType.endsWith('-api') || blueprint.layer === 0
    ? Math.ceil(share * most)
    : Math.min(1, most);
}

function poolFor(draw: number, candidates: Candidates): readonly Blueprint[] {
  if (draw < 0.55) {
    return candidates.near;
  }
  return draw < 0.8 ? candidates.hubs : candidates.all;
}

/** Looks candidates up by layer and domain instead of filtering everything for each caller. */
function createCandidates(
  blueprints: readonly Blueprint[],
): (caller: Blueprint) => Candidates {
  const hubs = blueprints.filter(each => each.layer === 3);
  const byLayer = [0, 1, 2, 3, 4].map(layer => {
    const all = blueprints.filter(
      each =>
        each.layer > layer &&
        (each.workloadType.endsWith('-api') ||
          each.workloadType === 'stateful'),
    );
    return { all, byDomain: groupByDomain(all) };
  });
  return caller => {
    const { all, byDomain } = byLayer[caller.layer];
    return { all, hubs, near: byDomain.get(caller.team.domain) ?? [] };
  };
}

function groupByDomain(
  blueprints: readonly Blueprint[],
): Map<string, Blueprint[]> {
  const groups = new Map<string, Blueprint[]>();
  for (const each of blueprints) {
    const group = groups.get(each.team.domain);
    if (group) {
      group.push(each);
    } else {
      groups.set(each.team.domain, [each]);
    }
  }
  return groups;
}
