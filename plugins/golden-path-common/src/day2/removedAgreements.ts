import type { Fleet } from '../model';
import type { ServiceIntent } from '../schema/intent';
import { callsOf } from './lines';

/** A service that was called, is not any more, and still accepts its caller of before. @public */
export interface RemovedAgreement {
  service: string;
  /** Group name without `group:`. */
  team: string;
}

/**
 * Whose line that accepts a service has no call any more once the service is changed, by name: what `releaseOn` may
 * name. A service that is new, or renamed by hand, has none.
 * @public
 */
export function removedAgreements(options: {
  /** The intent as merged. */
  before: ServiceIntent | undefined;
  after: ServiceIntent;
  /** As it stands, without what the request changes. */
  fleet: Fleet;
}): RemovedAgreement[] {
  const { before, after, fleet } = options;
  const { name } = after.metadata;
  if (before?.metadata.name !== name) {
    return [];
  }
  const still = new Set(callsOf(after));
  return [...new Set(callsOf(before))]
    .filter(
      callee =>
        !still.has(callee) &&
        Object.hasOwn(fleet.services, callee) &&
        fleet.services[callee].accepts.includes(name),
    )
    .sort()
    .map(service => ({ service, team: fleet.services[service].team }));
}
