import type { Fleet } from '../model';

/**
 * The fleet as it is once the services named in `acceptOn` accept `caller`: the other sides' lines that a request
 * adds together with the caller's own. Names that nobody knows change nothing.
 * @public
 */
export function withAccepts(options: {
  fleet: Fleet;
  caller: string;
  acceptOn: readonly string[] | undefined;
}): Fleet {
  const { fleet, caller, acceptOn } = options;
  const known = (acceptOn ?? []).filter(callee => fleet.services[callee]);
  if (!known.length) {
    return fleet;
  }
  const services = { ...fleet.services };
  for (const callee of known) {
    const service = services[callee];
    if (!service.accepts.includes(caller)) {
      services[callee] = { ...service, accepts: [...service.accepts, caller] };
    }
  }
  return { ...fleet, services };
}
