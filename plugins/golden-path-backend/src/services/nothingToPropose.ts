import { isDeepStrictEqual } from 'node:util';
import type { StoredChangeRequest } from '../store/ChangeRequestStore';
import { intentPath } from './layout';
import { mergedNameOf, type Proposal } from './proposal';

/**
 * Why a proposal is none, and what to do; undefined when it changes something. A service whose derived files differ
 * from what is derived now changes though its intent stays; one whose intent is only put in another order does not.
 */
export function nothingToPropose(options: {
  proposal: Proposal;
  /** The open request of the service. */
  open: Pick<StoredChangeRequest, 'number'> | undefined;
}): string | undefined {
  const { proposal, open } = options;
  const service = mergedNameOf(proposal);
  if (!isNothing(proposal, service)) {
    return undefined;
  }
  const remedy = open
    ? `Change request #${open.number} is open for it: close it to give that change up, or change something else.`
    : 'Change something first.';
  return `Nothing changes: ${service} is merged exactly as proposed. ${remedy}`;
}

function isNothing(proposal: Proposal, service: string): boolean {
  const { before, after, files, plan } = proposal;
  if (files.length === 0) {
    return true;
  }
  const own = intentPath(service);
  return (
    isDeepStrictEqual(before?.intent, after?.intent) &&
    plan.remove.length === 0 &&
    plan.write.every(({ path }) => path === own)
  );
}
