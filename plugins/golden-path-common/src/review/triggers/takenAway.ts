import { DATA_CLASSIFICATIONS, TIERS } from '../../schema/intent';
import { environmentsOf, type Change, type Hit } from './change';

type Sides = Pick<Change, 'before' | 'after'>;

/** The service promises less: fewer clusters, replicas and duties. */
export function tierLowered({ before, after }: Change): Hit[] {
  const was = before?.intent.spec.tier;
  const { tier } = after.intent.spec;
  return was && TIERS.indexOf(tier) > TIERS.indexOf(was)
    ? [
        {
          trigger: 'tier-lowered',
          why: `${after.name} goes from ${was} down to ${tier}.`,
          at: '/spec/tier',
          environments: eitherEnvironments({ before, after }),
        },
      ]
    : [];
}

/** The service is said to touch data of a lower class. */
export function classificationLowered({ before, after }: Change): Hit[] {
  const was = before?.intent.spec.dataClassification;
  const { dataClassification } = after.intent.spec;
  const rank = (each: typeof dataClassification) =>
    DATA_CLASSIFICATIONS.indexOf(each);
  return was && rank(dataClassification) < rank(was)
    ? [
        {
          trigger: 'classification-lowered',
          why: `The class of its data goes from ${was} down to ${dataClassification}.`,
          at: '/spec/dataClassification',
          environments: eitherEnvironments({ before, after }),
        },
      ]
    : [];
}

/** The service stops running somewhere. */
export function environmentRemoved(change: Change): Hit[] {
  const gone = environmentsGone(change);
  return gone.length > 0
    ? [
        {
          trigger: 'environment-removed',
          why: `${change.after.name} no longer runs in ${gone.join(', ')}.`,
          at: '/spec/environments',
          environments: gone,
        },
      ]
    : [];
}

/** Callers lose what they were given: they are accepted no more, or find nobody in an environment. */
export function agreementRemoved(change: Change): Hit[] {
  const { before, after, withdrawn = [] } = change;
  const accepted = (before?.intent.spec.accepts ?? []).filter(
    caller => !withdrawn.includes(caller),
  );
  const still = new Set(after.intent.spec.accepts);
  const lost = accepted.filter(caller => !still.has(caller));
  const gone = environmentsGone(change);
  return [
    ...(lost.length > 0
      ? [
          {
            trigger: 'agreement-removed' as const,
            why: `${after.name} no longer accepts ${lost.join(', ')}.`,
            at: '/spec/accepts',
            environments: eitherEnvironments(change),
            owners: ownersOf(lost, change),
          },
        ]
      : []),
    ...(accepted.length > 0 && gone.length > 0
      ? [
          {
            trigger: 'agreement-removed' as const,
            why: `${accepted.join(', ')} may call ${
              after.name
            }, which is no longer found in ${gone.join(', ')}.`,
            at: '/spec/environments',
            environments: gone,
            owners: ownersOf(accepted, change),
          },
        ]
      : []),
  ];
}

/** Who owns those callers that did call; whoever never depended on the service loses nothing. */
function ownersOf(callers: readonly string[], { before }: Sides): string[] {
  const owners = (before?.agreements ?? [])
    .filter(
      ({ caller, state }) => state === 'agreed' && callers.includes(caller),
    )
    .flatMap(({ callerOwner = [] }) => callerOwner);
  return [...new Set(owners)].sort();
}

function environmentsGone({ before, after }: Sides): string[] {
  const still = new Set(environmentsOf(after));
  return before ? environmentsOf(before).filter(each => !still.has(each)) : [];
}

/** What is taken away counts where it was, and not only where the service still runs. */
function eitherEnvironments({ before, after }: Sides): string[] {
  return [
    ...new Set([
      ...(before ? environmentsOf(before) : []),
      ...environmentsOf(after),
    ]),
  ];
}
