import type {
  CompileResult,
  PlatformContract,
  ReviewDecision,
  ReviewReason,
} from '../model';
import type { Hit } from './triggers/change';
import { hitsOf } from './triggers/triggers';

/**
 * Whether a change may be merged by itself or needs people, by the approval rules of the contract: the triggers
 * that the difference between the two results sets off, in the environments that a rule is about (those of
 * production when it names none). Where a rule counts that takes something from services of other teams, their owners
 * review the change too.
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
      .flatMap(hit => [
        reasonOf(hit, {
          trigger: hit.trigger,
          reviewer: rule.reviewer,
          why: rule.why,
        }),
        ...(hit.owners ?? [])
          .filter(owner => owner !== options.after.intent.metadata.owner)
          .map(owner =>
            reasonOf(hit, {
              trigger: 'agreement',
              reviewer: owner,
              why: `${owner} owns what calls it.`,
            }),
          ),
      ]);
  });
  return {
    decision: reasons.length > 0 ? 'review' : 'automatic',
    reviewers: [...new Set(reasons.map(({ reviewer }) => reviewer))].sort(),
    reasons,
  };
}

function reasonOf(
  { why, at }: Hit,
  rule: Pick<ReviewReason, 'trigger' | 'reviewer' | 'why'>,
): ReviewReason {
  return {
    trigger: rule.trigger,
    reviewer: rule.reviewer,
    why: `${why} ${rule.why}`,
    ...(at === undefined ? {} : { at }),
  };
}
