import { DELIVERY_STATES, type DeliveryState, type DeliveryStep } from './api';
import { evidenceOf, type DeliveryEvent } from './events';
import type { PlacedRelease } from './placing';
import type { DeliveryProfile } from './profile';
import { standingOfState } from './standing';

/** What ended a release before its time. */
export interface ReleaseEnd {
  /** When another release took its place. */
  replacedAt?: string;
  /** When it was taken back, while it was the one in the environment or by an image before it. */
  rolledBackAt?: string;
}

/** What comes after the last pod is ready, and so not any more once a release has ended. */
const AFTER_READY: readonly DeliveryState[] = ['canary', 'promoted', 'stable'];

/** The steps of one release in their order; `stable` is left to the clock. */
export function stepsOf(options: {
  release: PlacedRelease;
  profile: DeliveryProfile;
  end: ReleaseEnd;
}): DeliveryStep[] {
  const { release, profile, end } = options;
  const byState = new Map<DeliveryState, DeliveryEvent[]>();
  for (const event of release.heard) {
    byState.set(event.state, [...(byState.get(event.state) ?? []), event]);
  }
  const reached = DELIVERY_STATES.findLastIndex(state => byState.has(state));
  return DELIVERY_STATES.map((state, index) => {
    const heard = byState.get(state) ?? [];
    const base = { state, evidence: heard.map(evidenceOf) };
    const standing = standingOfState(state, heard, profile);
    if (state === 'rolled-back' || state === 'promoted') {
      const outcome = endingOf(state, end, heard);
      if (outcome) {
        return { ...base, ...outcome };
      }
    }
    if (standing.status === 'partly') {
      return { ...base, status: 'waiting', why: standing.why };
    }
    if (standing.status !== 'unheard') {
      return { ...base, status: standing.status, at: standing.at };
    }
    return {
      ...base,
      ...silence({ state, passed: index < reached, profile, end }),
    };
  });
}

/** A release is promoted or rolled back, never both: the later counts. */
function endingOf(
  state: 'promoted' | 'rolled-back',
  { rolledBackAt }: ReleaseEnd,
  heard: readonly DeliveryEvent[],
): Pick<DeliveryStep, 'status' | 'at' | 'why'> | undefined {
  if (state === 'rolled-back') {
    return rolledBackAt
      ? { status: 'done', at: rolledBackAt }
      : {
          status: 'not-applicable',
          why:
            heard.length > 0
              ? 'It was taken back, and promoted after that.'
              : 'Nothing was taken back.',
        };
  }
  return rolledBackAt
    ? { status: 'not-applicable', why: `It was taken back at ${rolledBackAt}.` }
    : undefined;
}

/** Nothing was heard of a state: it does not apply, was passed over, or is still to come. */
function silence(options: {
  state: DeliveryState;
  passed: boolean;
  profile: DeliveryProfile;
  end: ReleaseEnd;
}): Pick<DeliveryStep, 'status' | 'why'> {
  const { state, passed, profile, end } = options;
  const why = profile.notApplicable[state];
  if (why) {
    return { status: 'not-applicable', why };
  }
  const endedAt = end.rolledBackAt ?? end.replacedAt;
  if (AFTER_READY.includes(state) && !passed && endedAt) {
    return {
      status: 'not-applicable',
      why: end.rolledBackAt
        ? `It was taken back at ${endedAt}.`
        : `Another release took its place at ${endedAt}.`,
    };
  }
  if (state === 'stable') {
    return {
      status: 'waiting',
      why: 'The window of observation begins when what comes before is proven.',
    };
  }
  return passed || end.replacedAt
    ? { status: 'missing', why: 'Nobody has sent evidence of it.' }
    : { status: 'waiting' };
}
