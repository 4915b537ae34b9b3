import { ConflictError } from '@backstage/errors';
import type { FlowPlan, ServiceFlow } from '@fairway/plugin-golden-path-common';
import type { DesiredState } from './desiredState';
import { intentPath } from './layout';

/**
 * A service whose intent cannot be read is there all the same: its name is taken, and proposing it would overwrite
 * what its team has.
 * @throws ConflictError
 */
export function requireReadable(
  { unreadable }: Pick<DesiredState, 'unreadable'>,
  name: string,
): void {
  const problems = unreadable.get(name);
  if (problems) {
    throw new ConflictError(
      `The intent of ${name} in Git cannot be read: ${
        problems[0]
      }. Mend ${intentPath(name)} in Git first.`,
    );
  }
}

/** Why a service may not lose its name: an intent that cannot be read mentions it, and may need it. */
export function blockedByUnreadable(options: {
  service: string;
  flow: ServiceFlow;
  /** Intents that cannot be read, by path. */
  texts: ReadonlyMap<string, string>;
}): FlowPlan['blocked'] {
  const { service, flow, texts } = options;
  if (flow.kind === 'move') {
    return [];
  }
  // A word of DNS: what is before or after it would make another word.
  const pattern = new RegExp(`(?<![a-z0-9-])${service}(?![a-z0-9-])`);
  return [...texts]
    .filter(([, text]) => pattern.test(text))
    .map(([path]) => ({
      why: `${path} cannot be read and mentions ${service}, so nobody knows whether it is called from there.`,
      remedy: `Mend ${path} in Git first`,
    }));
}
