import {
  businessUnits,
  contractTeams,
  domains,
  storyTeams,
  titleOf,
} from './company';
import type { DomainSpec } from './company';
import type { EstateDomain, EstateSystem, EstateTeam } from './model';

export interface Organization {
  domains: EstateDomain[];
  systems: EstateSystem[];
  teams: EstateTeam[];
}

/** 28 teams for 40 services, 80 for 400, 200 for 4,000, and in between accordingly. */
function teamCount(services: number): number {
  if (services <= 40) {
    return Math.min(services, 28);
  }
  return services <= 400
    ? Math.round(28 + ((services - 40) * 52) / 360)
    : Math.round(80 + ((services - 400) * 120) / 3600);
}

/** Every team with its domain: those with a part to play first, then the first of each domain, the second, … */
function rankedTeams(): { name: string; position: number; spec: DomainSpec }[] {
  const all = domains.flatMap(spec =>
    spec.teams.map((name, position) => ({ name, position, spec })),
  );
  function rank(team: { name: string; position: number }): number {
    if (storyTeams.includes(team.name)) {
      return -2;
    }
    return contractTeams.includes(team.name) ? -1 : team.position;
  }
  return all
    .map((team, index) => ({ team, index }))
    .sort((a, b) => rank(a.team) - rank(b.team) || a.index - b.index)
    .map(entry => entry.team);
}

/** Domains, systems and teams of an estate of this many services. */
export function createOrganization(services: number): Organization {
  const chosen = rankedTeams().slice(0, teamCount(services));
  const numberInUnit = new Map<string, number>();

  const teams = chosen.map(({ name, position, spec }): EstateTeam => {
    const unit = businessUnits.find(entry => entry.name === spec.businessUnit);
    const number = (numberInUnit.get(spec.businessUnit) ?? 0) + 1;
    numberInUnit.set(spec.businessUnit, number);
    return {
      name,
      title: titleOf(name),
      domain: spec.name,
      system: spec.systems[position % spec.systems.length],
      businessUnit: spec.businessUnit,
      costCentre: `${unit?.costCentre}-${String(number).padStart(2, '0')}`,
      channel: `#${name}-oncall`,
      email: `${name}@example.com`,
    };
  });

  const systems = new Map<string, EstateSystem>();
  const ownedDomains = new Map<string, EstateDomain>();
  for (const team of teams) {
    if (!systems.has(team.system)) {
      systems.set(team.system, {
        name: team.system,
        title: titleOf(team.system),
        domain: team.domain,
        owner: team.name,
      });
    }
    if (!ownedDomains.has(team.domain)) {
      ownedDomains.set(team.domain, {
        name: team.domain,
        title:
          domains.find(spec => spec.name === team.domain)?.title ?? team.domain,
        businessUnit: team.businessUnit,
        owner: team.name,
      });
    }
  }
  return {
    domains: [...ownedDomains.values()],
    systems: [...systems.values()],
    teams,
  };
}
