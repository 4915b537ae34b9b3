import type { Fleet, ReviewDecision } from '../model';
import { joinReviews } from './review';
import type { ServiceIntent } from '../schema/intent';

/** Another service whose intent a request changes. */
interface Side {
  name: string;
  owner: string;
  /** `accepts payments-api` */
  what: string;
}

/** Services whose line the request changes; those that say already what it would have them say are left as they are. */
function changedSides(options: {
  intent: ServiceIntent;
  acceptOn: readonly string[] | undefined;
  releaseOn?: readonly string[];
  fleet: Fleet;
}): Side[] {
  const { intent, acceptOn = [], releaseOn = [], fleet } = options;
  const caller = intent.metadata.name;
  const called = new Set(
    (intent.spec.dependencies ?? []).flatMap(dependency =>
      'service' in dependency ? [dependency.service] : [],
    ),
  );
  const sides = (names: readonly string[], accepted: boolean, what: string) =>
    [...new Set(names)]
      .filter(
        name =>
          called.has(name) === accepted && Object.hasOwn(fleet.services, name),
      )
      .map(name => fleet.services[name])
      .filter(({ accepts }) => accepts.includes(caller) !== accepted)
      .map(({ name, team }) => ({ name, owner: `group:${team}`, what }));
  return [
    ...sides(acceptOn, true, `accepts ${caller}`),
    ...sides(releaseOn, false, `no longer accepts ${caller}`),
  ];
}

/**
 * The decision of a request that also changes the other side of agreements, told before the request is worked out.
 * @public
 */
export function withOtherSides(options: {
  review: ReviewDecision;
  intent: ServiceIntent;
  acceptOn: readonly string[] | undefined;
  releaseOn?: readonly string[];
  /** As it stands, without what the request changes. */
  fleet: Fleet;
}): ReviewDecision {
  const { review, intent } = options;
  return withOwnersOf({ review, intent, sides: changedSides(options) });
}

/**
 * The decision when the request also changes the intents of `sides`: the owner of each one reviews it, unless it is
 * the same team.
 * @public
 */
export function withOwnersOf(options: {
  review: ReviewDecision;
  intent: ServiceIntent;
  sides: readonly Side[];
}): ReviewDecision {
  const { review, sides } = options;
  return withOwners({
    review,
    owners: sides
      .filter(side => side.owner !== options.intent.metadata.owner)
      .map(({ name, owner, what }) => ({
        owner,
        why: `The intent of ${name} changes: it ${what}, and ${owner} owns it.`,
        at: '/spec/accepts',
      })),
  });
}

/**
 * The decision when these owners, `group:<name>`, have to agree too.
 * @public
 */
export function withOwners(options: {
  review: ReviewDecision;
  owners: readonly { owner: string; why: string; at?: string }[];
}): ReviewDecision {
  const { review, owners } = options;
  return owners.length === 0
    ? review
    : joinReviews([
        review,
        {
          decision: 'review',
          reviewers: [],
          reasons: owners.map(({ owner, ...reason }) => ({
            trigger: 'agreement',
            reviewer: owner,
            ...reason,
          })),
        },
      ]);
}
