import type {
  CompileResult,
  PlatformContract,
  ReviewDecision,
  ReviewReason,
} from '../model';
import { hitsOf } from './triggers/triggers';

/**
 * Whether a change may be merged by itself or needs people, by the approval rules of the contract: the triggers
 * that the difference between the two results sets off, in the environments that a rule is about (those of
 * production when it names none).
 * @public
 */
export function decideReview(options: {
  before?: CompileResult;
  after: CompileResult;
  contract: PlatformContract;
}): ReviewDecision {
  const { contract } = options;
  const production = contract.environments
    .filter(environment => environment.production)
    .map(({ name }) => name);
  const hits = hitsOf(options);
  const reasons: ReviewReason[] = contract.approvals.rules.flatMap(rule => {
    const counts = rule.environments ?? production;
    return hits
      .filter(
        hit =>
          hit.trigger === rule.trigger &&
          hit.environments.some(environment => counts.includes(environment)),
      )
      .map(({ trigger, why, at }) => ({
        trigger,
        reviewer: rule.reviewer,
        why: `${why} ${rule.why}`,
        ...(at === undefined ? {} : { at }),
      }));
  });
  return {
    decision: reasons.length > 0 ? 'review' : 'automatic',
    reviewers: [...new Set(reasons.map(({ reviewer }) => reviewer))].sort(),
    reasons,
  };
}
