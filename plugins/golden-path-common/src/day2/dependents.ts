import type { Fleet } from '../model';
import { teamOf } from '../settings';
import type { ServiceIntent } from '../schema/intent';
import type { ServiceDependents } from './api';
import { callsOf } from './lines';

/** Intents of services that call this one, by name. */
export function callersOf(
  name: string,
  intents: ReadonlyMap<string, ServiceIntent>,
): ServiceIntent[] {
  return matching(intents, intent => callsOf(intent).includes(name));
}

/** Intents of services that accept this one, whether it calls them or not, by name. */
export function acceptingOf(
  name: string,
  intents: ReadonlyMap<string, ServiceIntent>,
): ServiceIntent[] {
  return matching(intents, ({ spec }) => spec.accepts?.includes(name) ?? false);
}

/** Who would notice if a merged service went. @public */
export function dependentsOf(options: {
  name: string;
  intents: ReadonlyMap<string, ServiceIntent>;
  fleet: Fleet;
}): ServiceDependents {
  const { name, intents, fleet } = options;
  const service = fleet.services[name];
  return {
    service: name,
    callers: callersOf(name, intents).map(intent => {
      const onFailure = intent.spec.dependencies?.find(
        dependency => 'service' in dependency && dependency.service === name,
      )?.onFailure;
      return {
        name: intent.metadata.name,
        team: teamOf(intent),
        tier: intent.spec.tier,
        ...(onFailure !== undefined && { onFailure }),
      };
    }),
    accepting: acceptingOf(name, intents).map(intent => ({
      name: intent.metadata.name,
      team: teamOf(intent),
    })),
    hosts: service?.hosts ?? [],
    ...(service?.store && { store: service.store }),
    environments: service?.environments ?? [],
  };
}

function matching(
  intents: ReadonlyMap<string, ServiceIntent>,
  is: (intent: ServiceIntent) => boolean,
): ServiceIntent[] {
  return [...intents.values()]
    .filter(is)
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}
