import type { DeliveryState, DeliveryStep, Release } from './api';
import { inOrder, settledEvents, type DeliveryEvent } from './events';
import { builtOf, earliest, figuresOf, type ReleaseFigures } from './figures';
import { isOfLineage, type Lineage } from './lineage';
import { placeEvents, type PlacedRelease } from './placing';
import type { DeliveryProfile } from './profile';
import { stableAtOf } from './standing';
import { stepsOf, type ReleaseEnd } from './steps';

/** A release as all events tell it; {@link settleRelease} adds what only the clock knows. @public */
export interface FoldedRelease {
  release: Release;
  steps: DeliveryStep[];
  /** Transitions without evidence. */
  missing: number;
  /** ISO 8601: since when it is in its state. */
  since: string;
  /** When the first was heard of it: what is older has nothing to do with it. */
  firstAt: string;
  /** When the window of observation ends without a failure; missing while it has not begun, or never will. */
  stableAt?: string;
  /** What the figures of a team rest on. */
  figures: ReleaseFigures;
}

/**
 * The releases of one service in one environment, the oldest first. Events may come in any order, late, and more than
 * once: the same events give the same releases.
 *
 * @param options - `lineage`: what the service was called before; only its name of now when left out
 * @public
 */
export function foldDelivery(options: {
  events: readonly DeliveryEvent[];
  profile: DeliveryProfile;
  lineage?: Lineage;
}): FoldedRelease[] {
  const { profile, lineage = [{ service: profile.service }] } = options;
  const events = settledEvents(
    options.events.filter(
      event =>
        isOfLineage(event, lineage) &&
        (event.environment === undefined ||
          event.environment === profile.environment),
    ),
  );
  const placed = placeEvents(events);
  const earlier = new Set<string>();
  return placed.map((release, index) => {
    const comesBack = earlier.has(release.key);
    earlier.add(release.key);
    return foldRelease({
      release: withRollback({ release, placed, index }),
      comesBack,
      next: placed[index + 1],
      later: placed.slice(index + 1),
      profile,
    });
  });
}

/** Git itself tells that a release was taken back: it asks for an image again that came before. */
function withRollback(options: {
  release: PlacedRelease;
  placed: readonly PlacedRelease[];
  index: number;
}): PlacedRelease {
  const { release, placed, index } = options;
  const next = placed[index + 1];
  const back =
    next && placed.slice(0, index).find(({ key }) => key === next.key);
  if (!back) {
    return release;
  }
  const { anchor } = next;
  const told: DeliveryEvent = {
    id: `${anchor.id}:rolled-back`,
    service: anchor.service,
    environment: anchor.environment,
    state: 'rolled-back',
    outcome: 'passed',
    at: anchor.at,
    source: 'git',
    summary: `Git asks for the image of ${back.anchor.at.slice(0, 10)} again`,
    ...(anchor.url && { url: anchor.url }),
    facts: { commit: anchor.commit ?? '' },
  };
  return { ...release, heard: [...release.heard, told].sort(inOrder) };
}

function foldRelease(options: {
  release: PlacedRelease;
  /** Whether its image was in the environment before another one. */
  comesBack: boolean;
  next?: PlacedRelease;
  later: readonly PlacedRelease[];
  profile: DeliveryProfile;
}): FoldedRelease {
  const { release, comesBack, next, later, profile } = options;
  const { anchor, heard } = release;
  const end = endOf(release, next);
  const steps = stepsOf({ release, profile, end });
  const state = stateOf(steps);
  const step = steps.find(each => each.state === state);
  const stable = stableAtOf(heard, profile);
  const endedAt = earliest([end.rolledBackAt, end.replacedAt]);
  const stableAt =
    stable && (!endedAt || stable <= endedAt) ? stable : undefined;
  const built = builtOf({ heard, profile });
  const proposed = heard.find(({ state: each }) => each === 'proposed');
  const [first = anchor] = heard;
  return {
    release: {
      id: releaseId(anchor),
      environment: profile.environment,
      image: anchor.reference ?? release.key,
      commit: anchor.commit ?? '',
      ...(built?.facts.commit && { sourceCommit: built.facts.commit }),
      ...(anchor.request && { request: anchor.request }),
      state,
      failed: state === 'rolled-back' || hasFailed(steps),
      startedAt: proposed?.at ?? anchor.at,
      ...(endedAt && { endedAt }),
      ...(anchor.by && { by: anchor.by }),
    },
    steps,
    missing: steps.filter(({ status }) => status === 'missing').length,
    since: step?.at ?? step?.evidence.at(-1)?.at ?? anchor.at,
    firstAt: first.at < anchor.at ? first.at : anchor.at,
    ...(stableAt && { stableAt }),
    figures: figuresOf({
      release,
      comesBack,
      later,
      profile,
      rolledBackAt: end.rolledBackAt,
    }),
  };
}

/** Unique: one commit asks for one image in one environment. */
function releaseId(anchor: DeliveryEvent): string {
  const commit = anchor.commit?.slice(0, 12);
  return `${anchor.environment}.${anchor.service}.${commit}`;
}

function endOf(
  { heard }: PlacedRelease,
  next: PlacedRelease | undefined,
): ReleaseEnd {
  const lastOf = (state: DeliveryState) =>
    heard.findLast(
      event => event.state === state && event.outcome === 'passed',
    );
  const back = lastOf('rolled-back');
  const promoted = lastOf('promoted');
  const rolledBack = back && (!promoted || inOrder(promoted, back) < 0);
  return {
    ...(next && { replacedAt: next.anchor.at }),
    ...(rolledBack && { rolledBackAt: back.at }),
  };
}

/** Whether one of its steps stands as failed; what a canary failed in is over once it was promoted all the same. */
function hasFailed(steps: readonly DeliveryStep[]): boolean {
  const promoted = steps.find(({ state }) => state === 'promoted');
  return steps.some(
    ({ state, status, at = '' }) =>
      status === 'failed' &&
      !(
        state === 'canary' &&
        promoted?.status === 'done' &&
        (promoted.at ?? '') >= at
      ),
  );
}

/** How far it got: the last state that was heard of, and rolled back once it was taken back. */
function stateOf(steps: readonly DeliveryStep[]): DeliveryState {
  const rolledBack = steps.some(
    ({ state, status }) => state === 'rolled-back' && status === 'done',
  );
  if (rolledBack) {
    return 'rolled-back';
  }
  return (
    steps.findLast(
      ({ evidence, status, state }) =>
        state !== 'rolled-back' &&
        evidence.length > 0 &&
        status !== 'not-applicable',
    )?.state ?? 'desired-state-updated'
  );
}
