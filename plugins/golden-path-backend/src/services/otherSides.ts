import { InputError } from '@backstage/errors';
import {
  callsOf,
  withAccepted,
  withoutAccepted,
  type IntentChange,
  type OpenChangeRequest,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';

/**
 * The intents of other services with their side of an agreement added or taken away; those that say so already are
 * left out.
 * @throws InputError when a service is not merged, is not called by the one proposed (`acceptOn`), or is still called
 * or never was (`releaseOn`).
 */
export function otherSides(options: {
  request: Pick<OpenChangeRequest, 'intent' | 'acceptOn' | 'releaseOn'>;
  /** As merged. */
  intents: ReadonlyMap<string, ServiceIntent>;
}): IntentChange[] {
  const { request, intents } = options;
  const { intent, acceptOn = [], releaseOn = [] } = request;
  const caller = intent.metadata.name;
  const calls = new Set(callsOf(intent));
  const merged = intents.get(caller);
  const called = new Set(merged && callsOf(merged));
  const side = (field: string, name: string): ServiceIntent => {
    const other = intents.get(name);
    if (!other) {
      throw new InputError(
        `${field}: ${name} is not merged, so its side cannot be changed; ask its team to propose it first.`,
      );
    }
    return other;
  };
  const accepting = [...new Set(acceptOn)].flatMap((name): IntentChange[] => {
    const before = side('acceptOn', name);
    if (!calls.has(name)) {
      throw new InputError(
        `acceptOn: ${caller} does not depend on ${name}; add "service: ${name}" to its dependencies or leave ${name} out.`,
      );
    }
    return before.spec.accepts?.includes(caller)
      ? []
      : [{ before, after: withAccepted(before, caller) }];
  });
  const released = [...new Set(releaseOn)].flatMap((name): IntentChange[] => {
    const before = side('releaseOn', name);
    if (calls.has(name)) {
      throw new InputError(
        `releaseOn: ${caller} still depends on ${name}; take "service: ${name}" out of its dependencies or leave ${name} out.`,
      );
    }
    if (!called.has(name)) {
      throw new InputError(
        `releaseOn: ${caller} does not call ${name} as merged, so there is nothing to take back; leave ${name} out.`,
      );
    }
    return before.spec.accepts?.includes(caller)
      ? [{ before, after: withoutAccepted(before, caller) }]
      : [];
  });
  return [...accepting, ...released];
}
