import type {
  CompileResult,
  PlatformContract,
  ReviewDecision,
  ReviewReason,
} from '../model';
import { environmentsOf, type Hit, type SpentBudget } from './triggers/change';
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
  /** Callers that no longer call it in the same request: to accept them no more takes nothing away. */
  withdrawn?: readonly string[];
  /** Error budgets as far as they are known; those of a rollback are left out, since it is what saves them. */
  spentBudgets?: readonly SpentBudget[];
}): ReviewDecision {
  const { after, contract } = options;
  return decide({
    hits: hitsOf(options),
    owner: after.intent.metadata.owner,
    contract,
  });
}

/**
 * The same for a service that goes: it no longer runs anywhere, and nobody finds it.
 * @public
 */
export function decideRetirement(options: {
  before: CompileResult;
  contract: PlatformContract;
  /** See {@link decideReview}. */
  withdrawn?: readonly string[];
  spentBudgets?: readonly SpentBudget[];
}): ReviewDecision {
  const { before } = options;
  const { intent } = before;
  return decideReview({
    ...options,
    after: {
      ...before,
      intent: { ...intent, spec: { ...intent.spec, environments: [] } },
      objects: [],
      findings: [],
    },
  });
}

/**
 * What is asked beside {@link decideReview} of a service that is taken away and made anew under another name or in
 * another namespace: it does not serve in between.
 * @public
 */
export function decideRemake(options: {
  before: CompileResult;
  /** What happens, as a sentence. */
  why: string;
  contract: PlatformContract;
}): ReviewDecision {
  const { before, why, contract } = options;
  return decide({
    hits: [
      {
        trigger: 'environment-removed',
        why,
        environments: environmentsOf(before),
      },
    ],
    owner: before.intent.metadata.owner,
    contract,
  });
}

/** Several decisions on one request as one. @public */
export function joinReviews(decisions: readonly ReviewDecision[]) {
  return decisionOf(decisions.flatMap(({ reasons }) => reasons));
}

function decide(options: {
  hits: Hit[];
  /** Of the service; needs no asking. */
  owner: string;
  contract: PlatformContract;
}): ReviewDecision {
  const { hits, owner: own, contract } = options;
  const production = contract.environments
    .filter(environment => environment.production)
    .map(({ name }) => name);
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
          .filter(owner => owner !== own)
          .map(owner =>
            reasonOf(hit, {
              trigger: 'agreement',
              reviewer: owner,
              why: `${owner} owns what calls it.`,
            }),
          ),
      ]);
  });
  return decisionOf(reasons);
}

function decisionOf(reasons: ReviewReason[]): ReviewDecision {
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
