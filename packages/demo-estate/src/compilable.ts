import {
  SUPPORTED_WORKLOAD_TYPES,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import type { Estate } from './model';

/**
 * The intents that the golden path can compile, as a fleet of their own: calls to services that are left out are
 * left out too, and so are their permissions to call, because an agreement needs both sides in the fleet.
 * Callers that are not in the estate at all (`payments-api`, which the newcomer creates) stay accepted.
 * @public
 */
export function compilableIntents(
  estate: Pick<Estate, 'intents'>,
): ServiceIntent[] {
  const left = new Set(
    estate.intents
      .filter(intent => !isCompilable(intent))
      .map(intent => intent.metadata.name),
  );
  return estate.intents.filter(isCompilable).map(intent => {
    const { dependencies, accepts, ...spec } = intent.spec;
    const calls = dependencies?.filter(
      dependency => !('service' in dependency && left.has(dependency.service)),
    );
    const callers = accepts?.filter(name => !left.has(name));
    return {
      ...intent,
      spec: {
        ...spec,
        ...(calls?.length && { dependencies: calls }),
        ...(callers?.length && { accepts: callers }),
      },
    };
  });
}

/** Whether the golden path can write this service today. */
export function isCompilable(intent: ServiceIntent): boolean {
  return SUPPORTED_WORKLOAD_TYPES.includes(intent.spec.workloadType);
}
