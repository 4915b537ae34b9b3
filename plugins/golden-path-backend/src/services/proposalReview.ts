import {
  callsOf,
  changeWords,
  decideRemake,
  decideRetirement,
  decideReview,
  joinReviews,
  namespaceOf,
  withOwners,
  type CompileResult,
  type PlatformContract,
  type ReviewDecision,
  type SpentBudget,
} from '@fairway/plugin-golden-path-common';
import { mergedNameOf, resultOf, type ProposedService } from './proposal';

/** An owner, `group:<name>`, that has to agree, and why. */
export interface OwnerAsked {
  owner: string;
  why: string;
  at?: string;
}

/** What the contract asks for, and the owners of what the request changes besides. */
export function reviewOf(options: {
  main: ProposedService;
  others: ProposedService[];
  contract: PlatformContract;
  /** The owners of other teams' services among `others` when left out. */
  owners?: OwnerAsked[];
  /** Owners who agreed by proposing it; the one of `main` when left out. */
  agreed?: string[];
  spentBudgets?: readonly SpentBudget[];
}): ReviewDecision {
  const { main, others, contract, spentBudgets } = options;
  const services = [main, ...others];
  const own = resultOf(main).intent.metadata.owner;
  const { owners = ownersOfOthers(own, others), agreed = [own] } = options;
  const review = withOwners({
    review: joinReviews(
      services.map(service =>
        decisionOn(service, {
          contract,
          withdrawn: withdrawnFrom(service, services),
          spentBudgets,
        }),
      ),
    ),
    owners,
  });
  // Whoever proposes it need not be asked for what is theirs.
  return joinReviews([
    {
      ...review,
      reasons: review.reasons.filter(
        ({ trigger, reviewer }) =>
          trigger !== 'agreement' || !agreed.includes(reviewer),
      ),
    },
  ]);
}

/** Callers of a service that no longer call it in the same request. */
function withdrawnFrom(
  service: ProposedService,
  services: ProposedService[],
): string[] {
  const callee = mergedNameOf(service);
  return services
    .filter(
      ({ before, after }) =>
        before &&
        callsOf(before.intent).includes(callee) &&
        (after?.name !== before.name ||
          !callsOf(after.intent).includes(callee)),
    )
    .map(mergedNameOf);
}

function decisionOn(
  service: ProposedService,
  options: {
    contract: PlatformContract;
    withdrawn: string[];
    spentBudgets?: readonly SpentBudget[];
  },
): ReviewDecision {
  const { contract } = options;
  const { before, after } = service;
  if (!after) {
    return decideRetirement({ before, ...options });
  }
  const decision = decideReview({ before, after, ...options });
  return before && isMadeAnew({ before, after, contract })
    ? joinReviews([
        decision,
        decideRemake({
          before,
          why: `${before.name} is taken away and made anew${
            before.name === after.name ? ' elsewhere' : ` as ${after.name}`
          }, so that calls fail in between.`,
          contract,
        }),
      ])
    : decision;
}

/** Whether nothing of what runs stays where it is: another name, or another namespace. */
function isMadeAnew(options: {
  before: CompileResult;
  after: CompileResult;
  contract: PlatformContract;
}): boolean {
  const { before, after, contract } = options;
  // The environment is the same on both sides, so one of them stands for all.
  const [environment] = contract.environments;
  const place = ({ name, intent }: CompileResult) =>
    `${namespaceOf({ intent, contract, environment })}/${name}`;
  return place(before) !== place(after);
}

function ownersOfOthers(own: string, others: ProposedService[]): OwnerAsked[] {
  return others.flatMap(other => {
    const { name, intent } = resultOf(other);
    const { owner } = intent.metadata;
    const words = changeWords({
      before: other.before?.intent,
      after: other.after?.intent,
    });
    const what = words.length > 0 ? `it ${words.join(', ')}` : 'by hand';
    return owner === own
      ? []
      : [
          {
            owner,
            why: `The intent of ${name} changes: ${what}, and ${owner} owns it.`,
            at: '/spec/accepts',
          },
        ];
  });
}
