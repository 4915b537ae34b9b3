import type { Fleet } from '../model';

/**
 * The fleet as it is once the services named in `releaseOn` no longer accept `caller`: the other sides' lines that a
 * request takes away. Names that nobody knows change nothing.
 * @public
 */
export function withoutAccepts(options: {
  fleet: Fleet;
  caller: string;
  releaseOn: readonly string[] | undefined;
}): Fleet {
  const { fleet, caller, releaseOn } = options;
  const accepting = (releaseOn ?? []).filter(callee =>
    fleet.services[callee]?.accepts.includes(caller),
  );
  if (!accepting.length) {
    return fleet;
  }
  const services = { ...fleet.services };
  for (const callee of accepting) {
    const service = services[callee];
    services[callee] = {
      ...service,
      accepts: service.accepts.filter(name => name !== caller),
    };
  }
  return { ...fleet, services };
}
