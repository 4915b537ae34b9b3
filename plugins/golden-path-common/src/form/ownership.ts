import type { Finding, Fleet } from '../model';
import { valueAt } from '../json/path';

/** Who fills in the form, as far as it decides what they may propose. @public */
export interface Proposer {
  /** What the person owns things as, as full entity refs: `group:default/payments`. */
  claims: readonly string[];
  /** Whether they may propose for groups that they are no member of. */
  forOthers: boolean;
}

/** Title of the findings about someone who proposes for a team that they are no member of. @public */
export const OWN_SERVICES = 'Teams propose for their own services';

function groupOf(owner: unknown): string | undefined {
  return typeof owner === 'string' && owner.startsWith('group:')
    ? owner.slice('group:'.length)
    : undefined;
}

/**
 * What the backend says about who proposes, told before: someone proposes for groups of their own, both the one that
 * would own the service and the one that owns it now.
 */
export function checkOwnership(options: {
  stated: unknown;
  fleet: Fleet;
  proposer: Proposer | undefined;
  /** The standing service that is changed on purpose. */
  changes?: string;
}): Finding[] {
  const { stated, fleet, proposer, changes } = options;
  const name = valueAt(stated, ['metadata', 'name']);
  const owner = groupOf(valueAt(stated, ['metadata', 'owner']));
  const standing =
    typeof name === 'string' && Object.hasOwn(fleet.services, name)
      ? fleet.services[name]
      : undefined;
  const isChanged = standing !== undefined && standing.name === changes;
  const isMine = (team: string) =>
    !proposer || proposer.claims.includes(`group:default/${team}`);
  const foreign = {
    policy: 'ownership',
    title: OWN_SERVICES,
    severity: proposer?.forOthers ? ('warn' as const) : ('deny' as const),
  };
  const findings: Finding[] = [];
  if (owner !== undefined && !isMine(owner)) {
    findings.push({
      ...foreign,
      message: `You are no member of ${owner}, which ${
        isChanged ? 'owns' : 'would own'
      } it.`,
      at: '/metadata/owner',
      remedy: proposer?.forOthers
        ? `You may propose for other teams, and such a request does not merge by itself.`
        : `Ask someone of ${owner} to propose it${
            isChanged ? '' : ', or choose a team of yours'
          }.`,
    });
  }
  if (isChanged) {
    // What is said of its owner is all there is to say.
    return findings;
  }
  if (standing && !isMine(standing.team)) {
    findings.push({
      ...foreign,
      message: `${standing.name} is a service of ${standing.team} already.`,
      at: '/metadata/name',
      remedy: proposer?.forOthers
        ? `The request changes it to what is stated here; take another name for a new service.`
        : `Take another name, or ask ${standing.team} to propose the change.`,
    });
  } else if (standing) {
    findings.push({
      policy: 'ownership',
      title: 'A service of that name stands already',
      severity: 'warn',
      message: `${standing.name} of ${standing.team} exists already.`,
      at: '/metadata/name',
      remedy: `The request changes it to what is stated here; take another name for a new service.`,
    });
  }
  return findings;
}
