import { imageKey, type DeliveryEvent } from './events';

/** How far the clocks of two sources may be apart. */
const SKEW_MS = 5 * 60_000;

/** Fact of a move of the desired state whose own time nobody recorded: it was there before it was seen. @public */
export const SEEN_LATE = 'seenLate';

/** A release as Git asked for it, and all that was heard of it, in order. */
export interface PlacedRelease {
  /** The event that told the move of the desired state. */
  anchor: DeliveryEvent;
  key: string;
  /** The commit that asked for the image, and later ones that left it as it was. */
  commits: string[];
  heard: DeliveryEvent[];
}

/**
 * Puts what was heard of one environment to the releases that it is about. What fits none is left out: it may be of
 * something that Git never asked for, or of a release whose record is gone.
 *
 * @param events - in order, each once
 */
export function placeEvents(events: readonly DeliveryEvent[]): PlacedRelease[] {
  const releases = releasesOf(events);
  for (const event of events) {
    for (const release of releasesAbout(event, releases)) {
      release.heard.push(event);
    }
  }
  return releases;
}

/** A new release begins when the image changes; other commits leave it as it is. */
function releasesOf(events: readonly DeliveryEvent[]): PlacedRelease[] {
  const releases: PlacedRelease[] = [];
  for (const event of events) {
    const { state, outcome, commit, reference } = event;
    if (
      state !== 'desired-state-updated' ||
      outcome !== 'passed' ||
      !commit ||
      !reference
    ) {
      continue;
    }
    const key = imageKey(reference);
    const last = releases.at(-1);
    if (last?.key === key) {
      last.commits.push(commit);
    } else {
      releases.push({ anchor: event, key, commits: [commit], heard: [] });
    }
  }
  return releases;
}

function releasesAbout(
  event: DeliveryEvent,
  releases: readonly PlacedRelease[],
): PlacedRelease[] {
  const { environment, image, commit, at } = event;
  const fitting =
    image === undefined
      ? releases
      : releases.filter(({ key }) => key === image);
  if (environment === undefined) {
    return image === undefined ? [] : [...fitting];
  }
  const byCommit =
    commit && fitting.find(({ commits }) => commits.includes(commit));
  if (byCommit) {
    return [byCommit];
  }
  if (event.state === 'proposed') {
    const next = fitting.find(({ anchor }) => anchor.at >= at);
    return next ? [next] : [];
  }
  const last = fitting.findLast(({ anchor }) => anchor.at <= at);
  if (last) {
    return [last];
  }
  const [first] = fitting;
  return first &&
    image !== undefined &&
    (first.anchor.facts[SEEN_LATE] !== undefined ||
      Date.parse(first.anchor.at) - Date.parse(at) <= SKEW_MS)
    ? [first]
    : [];
}
