import type {
  ChangeRequest,
  Mergeability,
  PlatformContract,
} from '@fairway/plugin-golden-path-common';
import type {
  StoredApproval,
  StoredChangeRequest,
} from '../store/ChangeRequestStore';
import { reviewersHeldBy } from './approvals';
import { resourceOfPath, serviceOfIntentPath } from './layout';

/** What decides about a request beside the permission policy. */
export interface MayInput {
  request: StoredChangeRequest;
  /** Who asks; missing for a plugin, which may only read. */
  userRef?: string;
  claims: string[];
  approvals: StoredApproval[];
  awaiting: string[];
  mergeability: Mergeability;
  contract: PlatformContract;
}

/** What the person may do now, and if not, why not, in words that say what to do. */
export function mayOf(input: MayInput): ChangeRequest['may'] {
  const { request, userRef } = input;
  const all = (why: string) => ({
    approve: { allowed: false, why },
    merge: { allowed: false, why },
    close: { allowed: false, why },
  });
  if (!userRef) {
    return all('Only people change requests.');
  }
  if (request.state !== 'open') {
    return all(`The request is ${request.state}.`);
  }
  return {
    approve: because(whyNotApprove({ ...input, userRef }) ?? whyInVain(input)),
    merge: because(whyNotMerge(input)),
    close: { allowed: true },
  };
}

/** Why this person's approval would not count; undefined when it would. */
export function whyNotApprove(
  input: Omit<MayInput, 'mergeability'> & { userRef: string },
): string | undefined {
  const { request, userRef, claims, approvals, awaiting, contract } = input;
  const { review, contributors } = request.snapshot;
  if (review.reviewers.length === 0) {
    return 'It needs no approval.';
  }
  if (userRef === request.author || contributors.includes(userRef)) {
    return 'You proposed it; someone else has to approve it.';
  }
  const foreign = whyNotOurs(request);
  if (foreign) {
    return foreign;
  }
  const already = approvals.some(
    approval =>
      approval.by === userRef &&
      approval.commit === request.commit &&
      !approval.uncounted,
  );
  if (already) {
    return 'You have approved this commit.';
  }
  const held = reviewersHeldBy({
    claims,
    reviewers: review.reviewers,
    contract,
  });
  if (held.length === 0) {
    return awaiting.length > 0
      ? `It needs an approval of ${awaiting.join(
          ', ',
        )}, and you are none of these.`
      : 'Everybody who has to agree has approved it.';
  }
  return held.some(reviewer => awaiting.includes(reviewer))
    ? undefined
    : 'What you review is approved already.';
}

/** Why an approval would be lost: it is of one commit, and a request in conflict has another one before it merges. */
export function whyInVain({
  request,
  mergeability,
}: Pick<MayInput, 'request' | 'mergeability'>): string | undefined {
  if (mergeability.state !== 'conflict') {
    return undefined;
  }
  const files = filesInConflict({ request, mergeability });
  return files
    ? `${conflictIn(files)}, then have that approved.`
    : 'It conflicts with what was merged since, so it is derived again before it merges, and an approval of this version would be lost. Press Merge, which derives it again, then approve that.';
}

/** Why it cannot be merged as it stands; undefined when it can. */
export function whyNotMerge(
  input: Pick<MayInput, 'request' | 'awaiting' | 'mergeability'>,
): string | undefined {
  const { request, awaiting, mergeability } = input;
  const foreign = whyNotOurs(request);
  if (foreign) {
    return foreign;
  }
  const conflict = filesInConflict({ request, mergeability });
  if (conflict) {
    return `${conflictIn(conflict)}.`;
  }
  if (mergeability.state === 'unknown') {
    return `The Git host cannot say yet whether it merges: ${mergeability.reason}.`;
  }
  if (mergeability.state === 'conflict') {
    // Merging derives it again first, and who has to agree is known then.
    return undefined;
  }
  return awaiting.length > 0
    ? `It waits for an approval of ${awaiting.join(', ')}.`
    : undefined;
}

/** Who pushes past the portal is unknown to it, and may be the very one who approves. */
function whyNotOurs({ commit, snapshot }: StoredChangeRequest) {
  const { derivedCommit } = snapshot;
  return derivedCommit !== undefined && derivedCommit !== commit
    ? 'Somebody pushed to the branch; propose the change again, then it can be approved and merged.'
    : undefined;
}

function conflictIn(files: string[]): string {
  return `It conflicts with what was merged since in ${files.join(
    ', ',
  )}; propose the change anew, which updates this request`;
}

/**
 * All files in conflict when two people changed one intent or resource; undefined when nobody has to decide. A
 * conflict in derived files alone needs nobody: merging derives them again, as it works out a flow again.
 */
export function filesInConflict({
  request,
  mergeability,
}: Pick<MayInput, 'request' | 'mergeability'>): string[] | undefined {
  return mergeability.state === 'conflict' &&
    !request.snapshot.flow &&
    mergeability.files.some(
      file => serviceOfIntentPath(file) ?? resourceOfPath(file),
    )
    ? mergeability.files
    : undefined;
}

function because(why: string | undefined): { allowed: boolean; why?: string } {
  return why === undefined ? { allowed: true } : { allowed: false, why };
}
