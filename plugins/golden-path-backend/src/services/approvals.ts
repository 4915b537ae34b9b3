import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type {
  Approval,
  PlatformContract,
  ReviewDecision,
} from '@fairway/plugin-golden-path-common';
import type { StoredApproval } from '../store/ChangeRequestStore';

/** A full entity ref of a group that is written `group:payments` in intents and contracts. */
export function groupEntityRef(group: string): string {
  return stringifyEntityRef(
    parseEntityRef(group, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    }),
  );
}

/**
 * Groups a kind of reviewer comes from, as entity refs. A kind is a key of the contract's reviewers, or the group
 * that owns another service whose intent the request changes. A kind that the contract no longer knows has no
 * groups: nobody can approve it, which is safer than nobody having to.
 */
export function reviewerGroups(options: {
  reviewer: string;
  contract: PlatformContract;
}): string[] {
  if (options.reviewer.startsWith('group:')) {
    return [groupEntityRef(options.reviewer)];
  }
  const kind = options.contract.approvals.reviewers[options.reviewer];
  return kind ? kind.groups.map(groupEntityRef) : [];
}

/** Which of these kinds of reviewer the person with these claims is. */
export function reviewersHeldBy(options: {
  claims: string[];
  reviewers: string[];
  contract: PlatformContract;
}): string[] {
  return options.reviewers.filter(reviewer =>
    reviewerGroups({ reviewer, contract: options.contract }).some(group =>
      options.claims.includes(group),
    ),
  );
}

/** Every kind of reviewer that one of these groups belongs to. */
export function reviewersOfGroups(options: {
  groups: string[];
  contract: PlatformContract;
}): string[] {
  const kinds = Object.keys(options.contract.approvals.reviewers);
  const owners = options.groups
    .map(group => parseEntityRef(group))
    .filter(ref => ref.kind === 'group' && ref.namespace === 'default')
    .map(ref => `group:${ref.name}`);
  return [
    ...reviewersHeldBy({
      claims: options.groups,
      reviewers: kinds,
      contract: options.contract,
    }),
    ...owners,
  ];
}

/** Kinds of reviewer that have not approved this commit. */
export function awaitingReviewers(options: {
  review: ReviewDecision;
  approvals: StoredApproval[];
  commit: string;
}): string[] {
  const given = new Set(
    options.approvals
      .filter(approval => approval.commit === options.commit)
      .flatMap(approval => approval.reviewers),
  );
  return options.review.reviewers.filter(reviewer => !given.has(reviewer));
}

/** Approvals as pages show them: one given to an earlier commit is stale. */
export function withStaleness(options: {
  approvals: StoredApproval[];
  commit: string;
}): Approval[] {
  return options.approvals.map(approval => ({
    ...approval,
    stale: approval.commit !== options.commit,
  }));
}
