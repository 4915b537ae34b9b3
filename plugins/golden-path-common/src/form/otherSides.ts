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
 * The decision of a request that also adds the other side of agreements: the owner of each service whose intent it
 * changes reviews it, unless it is the same team.
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
  const { name, owner } = intent.metadata;
  const reasons = changedSides(options)
    .filter(({ team }) => `group:${team}` !== owner)
    .map(
      (side): ReviewReason => ({
        trigger: 'agreement',
        reviewer: `group:${side.team}`,
        why: `The intent of ${side.name} changes: it accepts ${name}, and group:${side.team} owns it.`,
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
