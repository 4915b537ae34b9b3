import type { DeliveryState } from './api';
import type { DeliveryEvent } from './events';
import { SEEN_LATE, type PlacedRelease } from './placing';
import type { DeliveryProfile } from './profile';

/** What of a release the figures of a team rest on. @public */
export interface ReleaseFigures {
  /** When it was ready, or failed before that; missing when neither is proven. */
  deployedAt?: string;
  /** From the commit of the source, or the request, to ready. */
  leadSeconds?: number;
  failedAt?: string;
  /** From the failure to the next time that something is ready. */
  restoreSeconds?: number;
}

/** States in which a failure is one of the running release, and not of its build or of what brings it to a cluster. */
const RUNNING: readonly DeliveryState[] = [
  'ready',
  'canary',
  'promoted',
  'stable',
];

/** Ten years: what took longer was told with a clock that was not set. */
const LONGEST_SECONDS = 10 * 366 * 24 * 60 * 60;

/** What one release adds to the figures. */
export function figuresOf(options: {
  release: PlacedRelease;
  comesBack: boolean;
  later: readonly PlacedRelease[];
  profile: DeliveryProfile;
  rolledBackAt?: string;
}): ReleaseFigures {
  const { release, comesBack, later, profile, rolledBackAt } = options;
  const { anchor, heard } = release;
  if (anchor.facts[SEEN_LATE] !== undefined) {
    // It was there before anything was recorded, so nobody knows when it came and how that went.
    return {};
  }
  const firstUp = (events: readonly DeliveryEvent[], after?: string) =>
    firstUpOf({ events, profile, after });
  const readyAt = firstUp(heard);
  const failure = heard.find(
    ({ state, outcome }) => outcome === 'failed' && RUNNING.includes(state),
  );
  // What was taken back before any cluster had it was no deployment, and so no failed one.
  const arrived = failure !== undefined || heard.some(isInCluster);
  const failedAt = earliest([failure?.at, arrived ? rolledBackAt : undefined]);
  const deployedAt = readyAt ?? failedAt;
  const built = builtOf({ heard, profile });
  const from =
    built?.facts.committedAt ??
    heard.find(({ state }) => state === 'proposed')?.at;
  const restoredAt =
    failedAt &&
    earliest([
      rolledBackAt
        ? undefined
        : firstUp(heard.filter(isWhere(failure)), failedAt),
      ...later.map(each => firstUp(each.heard, failedAt)),
    ]);
  return {
    ...(deployedAt && { deployedAt }),
    // An image that comes back was written long ago: how long that took says nothing of how fast changes get there.
    ...(readyAt && from && !comesBack && seconds('leadSeconds', from, readyAt)),
    ...(failedAt && { failedAt }),
    ...(restoredAt && seconds('restoreSeconds', failedAt, restoredAt)),
  };
}

/**
 * The build that a release is of: the last one before it was up. A build that makes the same image once more, of
 * another commit, rewrites nothing.
 */
export function builtOf(options: {
  heard: readonly DeliveryEvent[];
  profile: DeliveryProfile;
}): DeliveryEvent | undefined {
  const { heard, profile } = options;
  const builds = heard.filter(({ state }) => state === 'built');
  const upAt = firstUpOf({ events: heard, profile });
  const before = builds.findLast(({ at }) => upAt === undefined || at <= upAt);
  return before ?? builds[0];
}

function firstUpOf(options: {
  events: readonly DeliveryEvent[];
  profile: DeliveryProfile;
  after?: string;
}): string | undefined {
  const { events, profile, after = '' } = options;
  const up: DeliveryState = profile.notApplicable.ready ? 'synced' : 'ready';
  return events.find(
    ({ state, outcome, at }) =>
      state === up && outcome === 'passed' && at >= after,
  )?.at;
}

function isInCluster({ state, outcome }: DeliveryEvent): boolean {
  return (
    outcome === 'passed' && (state === 'synced' || RUNNING.includes(state))
  );
}

/** What another cluster tells mends no failure of this one. */
function isWhere(failure: DeliveryEvent | undefined) {
  const cluster = failure?.facts.cluster;
  return ({ facts }: DeliveryEvent) =>
    cluster === undefined ||
    facts.cluster === undefined ||
    facts.cluster === cluster;
}

function seconds<Name extends string>(
  name: Name,
  from: string,
  to: string,
): Partial<Record<Name, number>> {
  const between = (Date.parse(to) - Date.parse(from)) / 1000;
  const figure: Partial<Record<Name, number>> = {};
  if (between >= 0 && between <= LONGEST_SECONDS) {
    figure[name] = Math.round(between);
  }
  return figure;
}

/** The first of moments in ISO 8601, UTC. */
export function earliest(moments: (string | undefined)[]): string | undefined {
  return moments.reduce(
    (a, b) => (a === undefined || (b !== undefined && b < a) ? b : a),
    undefined,
  );
}
