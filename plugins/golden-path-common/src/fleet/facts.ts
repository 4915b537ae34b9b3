import type {
  Fleet,
  FleetDirectory,
  FleetService,
  ResourceDemand,
} from '../model';
import { addDemand, NO_DEMAND, subtractDemand } from './demand';

/** What is summed over a fleet once, so that checking one service does not read all the others. */
interface FleetFacts {
  /** By `team/environment`. */
  demand: Map<string, ResourceDemand>;
  /** Services by the public host they claim; more than one when they collide. */
  hosts: Map<string, string[]>;
  /** How many services share a team and a system, by `team/system`. */
  tenants: Map<string, number>;
}

/** A fleet is never changed in place, so its facts live as long as it does. */
const factsOf = new WeakMap<Fleet, FleetFacts>();

/** Demand of one team in one environment over the whole fleet. @public */
export function teamDemand(options: {
  fleet: Fleet;
  team: string;
  environment: string;
}): ResourceDemand {
  const { fleet, team, environment } = options;
  return facts(fleet).demand.get(`${team}/${environment}`) ?? NO_DEMAND;
}

/** Demand of every team in every environment where it asks anything. @public */
export function fleetDemand(
  fleet: Fleet,
): (ResourceDemand & { team: string; environment: string })[] {
  return [...facts(fleet).demand].map(([key, demand]) => {
    const cut = key.indexOf('/');
    return {
      team: key.slice(0, cut),
      environment: key.slice(cut + 1),
      ...demand,
    };
  });
}

/** Services that claim a public host, in the order of the fleet. */
export function servicesOnHost(fleet: Fleet, host: string): readonly string[] {
  return facts(fleet).hosts.get(host) ?? [];
}

/** Every pair of team and system that has a service. */
export function tenantsOf(fleet: Fleet): { team: string; system: string }[] {
  return [...facts(fleet).tenants.keys()].map(key => {
    const cut = key.indexOf('/');
    return { team: key.slice(0, cut), system: key.slice(cut + 1) };
  });
}

/**
 * The fleet with one service replaced or added; the given fleet stays as it was. Sums are carried over, so a
 * change in a form does not read the fleet again.
 * @public
 */
export function withService(fleet: Fleet, service: FleetService): Fleet {
  return replaced(fleet, service.name, service);
}

/** The fleet without one service. @public */
export function withoutService(fleet: Fleet, name: string): Fleet {
  return fleet.services[name] ? replaced(fleet, name, undefined) : fleet;
}

/** The fleet with what the catalog holds now, or without when that is not known. Sums are carried over. @public */
export function withDirectory(
  fleet: Fleet,
  directory: FleetDirectory | undefined,
): Fleet {
  if (fleet.directory === directory) {
    return fleet;
  }
  const { services, resources } = fleet;
  const next: Fleet = { services, resources, ...(directory && { directory }) };
  const known = factsOf.get(fleet);
  if (known) {
    factsOf.set(next, known);
  }
  return next;
}

function replaced(
  fleet: Fleet,
  name: string,
  service: FleetService | undefined,
): Fleet {
  const before = fleet.services[name];
  const services = { ...fleet.services };
  if (service) {
    services[name] = service;
  } else {
    delete services[name];
  }
  const next: Fleet = { ...fleet, services };
  const known = factsOf.get(fleet);
  if (known) {
    const carried: FleetFacts = {
      demand: new Map(known.demand),
      hosts: new Map(known.hosts),
      tenants: new Map(known.tenants),
    };
    if (before) {
      removeService(carried, before);
    }
    if (service) {
      addService(carried, service);
    }
    factsOf.set(next, carried);
  }
  return next;
}

function facts(fleet: Fleet): FleetFacts {
  const known = factsOf.get(fleet);
  if (known) {
    return known;
  }
  const summed: FleetFacts = {
    demand: new Map(),
    hosts: new Map(),
    tenants: new Map(),
  };
  for (const service of Object.values(fleet.services)) {
    addService(summed, service);
  }
  factsOf.set(fleet, summed);
  return summed;
}

function tenantOf({ team, system }: FleetService): string {
  return `${team}/${system}`;
}

function addService(to: FleetFacts, service: FleetService): void {
  const tenant = tenantOf(service);
  to.tenants.set(tenant, (to.tenants.get(tenant) ?? 0) + 1);
  for (const [environment, demand] of Object.entries(service.demand)) {
    const key = `${service.team}/${environment}`;
    to.demand.set(key, addDemand(to.demand.get(key) ?? NO_DEMAND, demand));
  }
  for (const host of service.hosts) {
    to.hosts.set(host, [...(to.hosts.get(host) ?? []), service.name]);
  }
}

function removeService(from: FleetFacts, service: FleetService): void {
  const tenant = tenantOf(service);
  const others = (from.tenants.get(tenant) ?? 0) - 1;
  if (others > 0) {
    from.tenants.set(tenant, others);
  } else {
    from.tenants.delete(tenant);
  }
  for (const [environment, demand] of Object.entries(service.demand)) {
    const key = `${service.team}/${environment}`;
    const left = subtractDemand(from.demand.get(key) ?? NO_DEMAND, demand);
    if (left.objects === 0 && left.pods === 0) {
      from.demand.delete(key);
    } else {
      from.demand.set(key, left);
    }
  }
  for (const host of service.hosts) {
    const left = (from.hosts.get(host) ?? []).filter(
      name => name !== service.name,
    );
    if (left.length === 0) {
      from.hosts.delete(host);
    } else {
      from.hosts.set(host, left);
    }
  }
}
