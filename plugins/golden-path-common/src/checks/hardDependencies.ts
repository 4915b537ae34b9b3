import type { Finding, Fleet } from '../model';
import type { ServiceIntent } from '../schema/intent';
import { listOf } from '../words/phrases';

/** Tier 1 on tier 3 is an inversion; on tier 2 it is what most estates look like. */
const MOST_TIERS_BELOW = 1;

/**
 * Warns of calls that a service cannot do without (no `onFailure` says how it goes on) and that make it less
 * dependable than it promises: to a service of a much lower tier, and in a circle, where no one starts before the
 * other.
 * @public
 */
export function checkHardDependencies(options: {
  intent: ServiceIntent;
  fleet: Fleet;
}): Finding[] {
  const { intent, fleet } = options;
  return (intent.spec.dependencies ?? []).flatMap((dependency, index) =>
    'service' in dependency && dependency.onFailure === undefined
      ? [
          ...checkTier({ intent, fleet, callee: dependency.service, index }),
          ...checkCircle({ intent, fleet, callee: dependency.service, index }),
        ]
      : [],
  );
}

interface Call {
  intent: ServiceIntent;
  fleet: Fleet;
  callee: string;
  /** Of the dependency in the intent. */
  index: number;
}

function checkTier({ intent, fleet, callee, index }: Call): Finding[] {
  const { name } = intent.metadata;
  const other = fleet.services[callee];
  if (!other || rank(other.tier) - rank(intent.spec.tier) <= MOST_TIERS_BELOW) {
    return [];
  }
  return [
    {
      policy: 'tier-inversion',
      title: 'A service does not need one that is far less critical',
      severity: 'warn',
      message: `${name} is ${intent.spec.tier} and cannot do without ${callee}, which is ${other.tier}: when ${callee} is down, so is ${name}.`,
      at: `/spec/dependencies/${index}`,
      remedy: `Say in "onFailure" how ${name} goes on without ${callee}, or agree with group:${other.team} on a higher tier for it`,
    },
  ];
}

function rank(tier: ServiceIntent['spec']['tier']): number {
  return Number(tier.slice('tier-'.length));
}

function checkCircle({ intent, fleet, callee, index }: Call): Finding[] {
  const { name } = intent.metadata;
  const way = shortestWay({ fleet, from: callee, to: name });
  if (!way) {
    return [];
  }
  return [
    {
      policy: 'dependency-cycle',
      title: 'Services do not need each other in a circle',
      severity: 'warn',
      message: `${listOf([name, ...way])} need each other in a circle (${[
        name,
        ...way,
        name,
      ].join(
        ' → ',
      )}): none of them can start, or come back, before the others.`,
      at: `/spec/dependencies/${index}`,
      remedy: `Say in "onFailure" how ${name} goes on without ${callee}, or let one of them hear of the other over a topic`,
    },
  ];
}

/** Services on the shortest way of hard dependencies, `from` first and `to` left out; none when there is no way. */
function shortestWay(options: {
  fleet: Fleet;
  from: string;
  to: string;
}): string[] | undefined {
  const { fleet, from, to } = options;
  const cameFrom = new Map<string, string | undefined>([[from, undefined]]);
  for (const name of cameFrom.keys()) {
    const { dependencies = [], softDependencies = [] } =
      fleet.services[name] ?? {};
    for (const next of dependencies) {
      if (!softDependencies.includes(next)) {
        if (next === to) {
          return wayTo(name, cameFrom);
        }
        if (!cameFrom.has(next)) {
          // A map is walked in the order of its entries, those added on the way too.
          cameFrom.set(next, name);
        }
      }
    }
  }
  return undefined;
}

function wayTo(
  last: string,
  cameFrom: ReadonlyMap<string, string | undefined>,
): string[] {
  const way: string[] = [];
  for (
    let name: string | undefined = last;
    name !== undefined;
    name = cameFrom.get(name)
  ) {
    way.unshift(name);
  }
  return way;
}
