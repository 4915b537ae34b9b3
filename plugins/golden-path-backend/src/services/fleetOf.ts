import {
  buildFleet,
  fleetServiceOf,
  withoutService,
  withService,
  type Fleet,
  type PlatformContract,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import type { DesiredState } from './desiredState';

/** More moves than this cost more one by one than all at once. */
const ONE_BY_ONE = 50;

/** A fleet, and what it was made from. */
export interface KnownFleet {
  state: DesiredState;
  fingerprint: string;
  /** Version of the catalog's names in the fleet; missing when they are not known. */
  directory?: string;
  fleet: Fleet;
}

/**
 * The fleet of a state. What did not change since the known one stays the same object, so that whoever judges
 * services can tell by identity which facts have moved.
 */
export function fleetOf(options: {
  state: DesiredState;
  contract: PlatformContract;
  fingerprint: string;
  known?: KnownFleet;
}): Fleet {
  const { state, contract, fingerprint, known } = options;
  const { resources } = state;
  const intents = standing(state);
  const whole = () =>
    buildFleet({
      intents: intents.values(),
      resources: resources.values(),
      contract,
    });
  if (known?.fingerprint !== fingerprint) {
    return whole();
  }
  const before = standing(known.state);
  const moved = [...new Set([...before.keys(), ...intents.keys()])].filter(
    name => before.get(name) !== intents.get(name),
  );
  if (moved.length > ONE_BY_ONE || !sameEntries(known.state, state)) {
    return whole();
  }
  return moved.reduce((fleet, name) => {
    const intent = intents.get(name);
    return intent
      ? withService(fleet, fleetServiceOf({ intent, contract }))
      : withoutService(fleet, name);
  }, known.fleet);
}

/** What runs: an intent that cannot be read now stands as it last could. */
function standing({
  intents,
  lastReadable,
}: DesiredState): ReadonlyMap<string, ServiceIntent> {
  return lastReadable.size > 0
    ? new Map([...intents, ...lastReadable])
    : intents;
}

function sameEntries(a: DesiredState, b: DesiredState): boolean {
  return (
    a.resources.size === b.resources.size &&
    [...a.resources].every(
      ([name, resource]) => b.resources.get(name) === resource,
    )
  );
}
