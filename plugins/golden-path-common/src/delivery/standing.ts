import { listOf } from '../words/phrases';
import type { DeliveryState } from './api';
import { inOrder, type DeliveryEvent } from './events';
import type { DeliveryProfile } from './profile';

/** States that each cluster reaches on its own. */
const PER_CLUSTER: readonly DeliveryState[] = ['synced', 'ready'];

/** What the evidence of one state comes to. */
export type Standing =
  | { status: 'done'; at: string }
  | { status: 'failed'; at: string }
  | { status: 'partly'; why: string }
  | { status: 'unheard' };

/**
 * What was heard last decides. Where sources tell the cluster, all clusters have to have reached it.
 *
 * @param heard - of one state, in order
 */
export function standingOfState(
  state: DeliveryState,
  heard: readonly DeliveryEvent[],
  profile: Pick<DeliveryProfile, 'clusters'>,
): Standing {
  if (heard.length === 0) {
    return { status: 'unheard' };
  }
  if (!PER_CLUSTER.includes(state)) {
    return ofOnePlace(heard);
  }
  const places = new Map<string, DeliveryEvent[]>();
  for (const event of heard) {
    const place = event.facts.cluster ?? '';
    places.set(place, [...(places.get(place) ?? []), event]);
  }
  const standings = [...places.values()].map(ofOnePlace);
  const failed = standings.filter(({ status }) => status === 'failed');
  const worst = failed.length > 0 ? failed : standings;
  const last = worst.reduce((a, b) => (a.at < b.at ? b : a));
  const silent = places.has('')
    ? []
    : profile.clusters.filter(cluster => !places.has(cluster));
  return last.status === 'done' && silent.length > 0
    ? {
        status: 'partly',
        why: `Nothing was heard of ${listOf(silent)} yet.`,
      }
    : last;
}

/** Done since the first success after the last failure. */
function ofOnePlace(heard: readonly DeliveryEvent[]): {
  status: 'done' | 'failed';
  at: string;
} {
  const lastFailure = heard.findLastIndex(
    ({ outcome }) => outcome === 'failed',
  );
  const success = heard[lastFailure + 1];
  return success
    ? { status: 'done', at: success.at }
    : { status: 'failed', at: heard[lastFailure].at };
}

/** The last state that has to be reached before the window of observation begins, and those before it. */
function neededForStable(profile: DeliveryProfile): DeliveryState[] {
  const needed = (['ready', 'promoted'] as const).filter(
    state => !profile.notApplicable[state],
  );
  return needed.length > 0 ? needed : ['synced'];
}

/**
 * When the window of observation ends, or ended, without a failure: a failure before that begins it anew, one after it
 * changes nothing any more. Undefined while something that has to come before it is not proven.
 */
export function stableAtOf(
  heard: readonly DeliveryEvent[],
  profile: DeliveryProfile,
): string | undefined {
  const needed = neededForStable(profile);
  const relevant = heard
    .filter(({ state }) => needed.includes(state) || state === 'canary')
    .sort(inOrder);
  let end: number | undefined;
  const known: DeliveryEvent[] = [];
  for (const event of relevant) {
    if (end !== undefined && Date.parse(event.at) > end) {
      break;
    }
    known.push(event);
    if (event.outcome === 'failed') {
      end = undefined;
    } else if (end === undefined) {
      end = windowEnd(needed, known, profile);
    }
  }
  return end === undefined ? undefined : new Date(end).toISOString();
}

function windowEnd(
  needed: DeliveryState[],
  known: readonly DeliveryEvent[],
  profile: DeliveryProfile,
): number | undefined {
  const standings = needed.map(state =>
    standingOfState(
      state,
      known.filter(event => event.state === state),
      profile,
    ),
  );
  const begins = standings.map(standing =>
    standing.status === 'done' ? Date.parse(standing.at) : Number.NaN,
  );
  const begin = Math.max(...begins);
  return Number.isNaN(begin)
    ? undefined
    : begin + profile.observationSeconds * 1000;
}
