import type { Fleet, ReviewDecision, ReviewReason } from '../model';
import type { ServiceIntent } from '../schema/intent';

/** Services that the request makes accept the caller; those that do already are left as they are. */
function changedSides(options: {
  intent: ServiceIntent;
  acceptOn: readonly string[] | undefined;
  fleet: Fleet;
}) {
  const { intent, acceptOn, fleet } = options;
  const called = (intent.spec.dependencies ?? []).flatMap(dependency =>
    'service' in dependency ? [dependency.service] : [],
  );
  return [...new Set(acceptOn)]
    .filter(
      name => called.includes(name) && Object.hasOwn(fleet.services, name),
    )
    .map(name => fleet.services[name])
    .filter(({ accepts }) => !accepts.includes(intent.metadata.name));
}

/**
 * The decision of a request that also adds the other side of agreements, told before the request is worked out.
 * @public
 */
export function withOtherSides(options: {
  review: ReviewDecision;
  intent: ServiceIntent;
  acceptOn: readonly string[] | undefined;
  /** As it stands, without what the request adds. */
  fleet: Fleet;
}): ReviewDecision {
  const { review, intent } = options;
  return withOwnersOf({
    review,
    intent,
    sides: changedSides(options).map(({ name, team }) => ({
      name,
      owner: `group:${team}`,
    })),
  });
}

/**
 * The decision when the request also changes the intents of `sides`: the owner of each one reviews it, unless it is
 * the same team.
 * @public
 */
export function withOwnersOf(options: {
  review: ReviewDecision;
  intent: ServiceIntent;
  sides: readonly { name: string; owner: string }[];
}): ReviewDecision {
  const { review, sides } = options;
  const { name, owner } = options.intent.metadata;
  const reasons = sides
    .filter(side => side.owner !== owner)
    .map(
      (side): ReviewReason => ({
        trigger: 'agreement',
        reviewer: side.owner,
        why: `The intent of ${side.name} changes: it accepts ${name}, and ${side.owner} owns it.`,
        at: '/spec/accepts',
      }),
    );
  return reasons.length
    ? {
        decision: 'review',
        reviewers: [
          ...new Set([
            ...review.reviewers,
            ...reasons.map(({ reviewer }) => reviewer),
          ]),
        ].sort(),
        reasons: [...review.reasons, ...reasons],
      }
    : review;
}
