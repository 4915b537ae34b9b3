import type { PlatformContract } from '../model';
import type { ServiceIntent } from '../schema/intent';
import { mainContainerOf } from '../settings';
import { DELIVERY_STATES, type DeliveryState } from './api';
import { digestOf, imageKey } from './events';
import type { FoldedRelease } from './fold';
import type { DeliveryProfile } from './profile';

/** Whether something may be done, and if not, why not and what to do. */
export type Permit = { allowed: true } | { allowed: false; why: string };

/** What the contract asks for and is not proven of a release, in the order of the states. @public */
export function lackingEvidence(
  folded: FoldedRelease,
  profile: DeliveryProfile,
): { state: DeliveryState; status: 'failed' | 'missing' | 'waiting' }[] {
  const asked: readonly DeliveryState[] = profile.promotion;
  return DELIVERY_STATES.filter(state => asked.includes(state)).flatMap(
    state => {
      const status = folded.steps.find(step => step.state === state)?.status;
      return status === undefined ||
        status === 'done' ||
        status === 'not-applicable'
        ? []
        : [{ state, status }];
    },
  );
}

/**
 * Whether the release of one environment may go into another.
 *
 * @param options - `folded`: the release of `from`, settled
 * @public
 */
export function mayPromote(options: {
  intent: ServiceIntent;
  folded: FoldedRelease | undefined;
  from: DeliveryProfile;
  to: DeliveryProfile;
}): Permit {
  const { intent, folded, from, to } = options;
  if (!folded) {
    return no(
      `Nothing was heard of a release in ${from.environment}; there is nothing to promote yet.`,
    );
  }
  const { release } = folded;
  if (imageKey(from.image) !== imageKey(release.image)) {
    return no(
      `Git has another image for ${from.environment} than the release that was heard of; wait until that is told.`,
    );
  }
  if (release.state === 'rolled-back') {
    return no(
      `This release was taken back in ${from.environment}; mend it and deliver it there first.`,
    );
  }
  if (imageKey(to.image) === imageKey(release.image)) {
    return no(`${to.environment} has this image already.`);
  }
  const lacking = lackingEvidence(folded, from);
  if (lacking.length > 0) {
    const words = lacking.map(({ state, status }) => `${state} (${status})`);
    return no(
      `A service of ${intent.spec.tier} goes from ${from.environment} to ${
        to.environment
      } with proof of ${from.promotion.join(', ')}; not proven: ${words.join(
        ', ',
      )}.`,
    );
  }
  if (to.production && !digestOf(release.image)) {
    return no(
      `The image in ${from.environment} is named by a tag, and ${to.environment} takes digests only; deliver it by digest first.`,
    );
  }
  return pinned(intent, to) ?? { allowed: true };
}

/** The newest release before the last that is another image and was not taken back itself. @public */
export function rollbackTarget(
  releases: readonly FoldedRelease[],
): FoldedRelease | undefined {
  const current = releases.at(-1);
  const key = current && imageKey(current.release.image);
  return releases
    .slice(0, -1)
    .findLast(
      ({ release }) =>
        imageKey(release.image) !== key && release.state !== 'rolled-back',
    );
}

/** The rollback that Git asks for and of which nothing was heard yet, as the release that comes back. */
function rollbackUnderWay(
  releases: readonly FoldedRelease[],
): FoldedRelease | undefined {
  const current = releases.at(-1);
  if (current?.release.state !== 'desired-state-updated') {
    return undefined;
  }
  const key = imageKey(current.release.image);
  return releases
    .slice(0, -1)
    .findLast(({ release }) => imageKey(release.image) === key);
}

/**
 * Whether a release may come back.
 *
 * @param options - `target`: undefined when there is none; `releases`: those of the environment, the oldest first,
 * when nobody has named the target: asking twice must not go back twice
 * @public
 */
export function mayRollBack(options: {
  intent: ServiceIntent;
  profile: DeliveryProfile;
  target: FoldedRelease | undefined;
  releases?: readonly FoldedRelease[];
}): Permit {
  const { intent, profile, target, releases = [] } = options;
  const { environment } = profile;
  if (intent.spec.workloadType === 'migration-job') {
    return no(
      'A migration that ran is not undone by its former image; write one that goes back, and deliver that.',
    );
  }
  if (!target) {
    return no(
      `There is no earlier release in ${environment} to go back to: only one image was heard of.`,
    );
  }
  if (imageKey(target.release.image) === imageKey(profile.image)) {
    return no(`${environment} has this very image already.`);
  }
  const underWay = rollbackUnderWay(releases);
  if (underWay) {
    return no(
      `Git asks for the image of ${underWay.release.startedAt.slice(
        0,
        10,
      )} in ${environment} again, and it has not arrived yet: wait until it is synced, or name the release to go back further.`,
    );
  }
  return pinned(intent, profile) ?? { allowed: true };
}

/** An override that writes the image itself would win over whatever the intent says. */
function pinned(
  intent: ServiceIntent,
  { environment }: DeliveryProfile,
): Permit | undefined {
  const index = (intent.spec.overrides ?? []).findIndex(
    ({ target, patch }) =>
      (target.environments?.includes(environment) ?? true) &&
      patch.some(({ path }) => /\/containers\/[^/]+\/image$/.test(path)),
  );
  return index < 0
    ? undefined
    : no(
        `The override ${
          index + 1
        } of the intent pins the image in ${environment}; take it out first.`,
      );
}

function no(why: string): Permit {
  return { allowed: false, why };
}

/**
 * The intent with another image of the main container in one environment. What an environment states only as long as
 * it differs goes when it no longer does.
 * @public
 */
export function withImage(options: {
  intent: ServiceIntent;
  environment: string;
  image: string;
}): ServiceIntent {
  const { intent, environment, image } = options;
  const common = intent.spec.containers[mainContainerOf(intent)]?.image;
  return {
    ...intent,
    spec: {
      ...intent.spec,
      environments: intent.spec.environments.map(entry => {
        const stated = typeof entry === 'string' ? { name: entry } : entry;
        if (stated.name !== environment) {
          return entry;
        }
        if (image !== common) {
          return { ...stated, image };
        }
        const rest = Object.fromEntries(
          Object.entries(stated).filter(([key]) => key !== 'image'),
        );
        return Object.keys(rest).length > 1
          ? { ...rest, name: environment }
          : environment;
      }),
    },
  };
}

/** The image of the main container in one environment, as the intent states it. @public */
export function imageIn(intent: ServiceIntent, environment: string): string {
  const { containers, environments } = intent.spec;
  const stated = environments.find(
    entry => typeof entry !== 'string' && entry.name === environment,
  );
  const own = typeof stated === 'object' ? stated.image : undefined;
  return own ?? containers[mainContainerOf(intent)]?.image ?? '';
}

/** Which environment figures are told of when nobody asks for another: the first of production. @public */
export function mainEnvironment(contract: PlatformContract): string {
  const { environments } = contract;
  return (environments.find(({ production }) => production) ?? environments[0])
    .name;
}
