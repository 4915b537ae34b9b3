import type { DeliveryProfile } from '@fairway/plugin-golden-path-common';
import type { Random } from '../random';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DAYS = 90;

/** How often a service is released to production in these days, by how much it matters. */
const RELEASES = {
  'tier-1': [8, 18],
  'tier-2': [5, 14],
  'tier-3': [2, 8],
} as const;

/** What became of one release. */
export type Fate = 'fine' | 'failed' | 'degraded' | 'canary';

/** One image in one environment. */
export interface PlannedRelease {
  image: string;
  /** Of the source. */
  commit: string;
  /** Epoch milliseconds: when Git asked for it. */
  at: number;
  fate: Fate;
  /** The release that went out before a failed one, taken back. */
  back?: true;
  /** What is running now has all its evidence; older ones have what figures need. */
  newest: boolean;
}

/** The releases of the last environment over 90 days, the oldest first; the newest has the image that Git has. */
export function planReleases(options: {
  profile: DeliveryProfile;
  tier: keyof typeof RELEASES;
  random: Random;
  now: number;
}): PlannedRelease[] {
  const { profile, tier, random, now } = options;
  const [fewest, most] = RELEASES[tier];
  const count = random.between(fewest, most);
  const repository = profile.image.split('@')[0];
  const image = () => `${repository}@sha256:${random.hex(64)}`;
  const fate = fateOfNewest(profile, random);
  const newestAt =
    fate === 'canary'
      ? now - random.between(8, 12) * MINUTE
      : now - random.between(60, 9 * 24 * 60) * MINUTE;
  const span = (newestAt - (now - DAYS * DAY)) / count;
  const releases: PlannedRelease[] = [];
  for (let index = 0; index < count; index++) {
    const newest = index === count - 1;
    const at = newest
      ? newestAt
      : workingHour(now - DAYS * DAY + (index + random.next()) * span);
    const before = releases.at(-1);
    const failed = !newest && index > 0 && random.chance(0.09);
    releases.push({
      image: newest ? profile.image : image(),
      commit: random.hex(40),
      at,
      fate: newest ? fate : pastFate(failed),
      newest,
    });
    if (failed && before) {
      releases.push({
        ...before,
        at: at + random.between(12, 90) * MINUTE,
        fate: 'fine',
        back: true,
      });
    }
  }
  return releases.sort((a, b) => a.at - b.at);
}

function pastFate(failed: boolean): Fate {
  return failed ? 'failed' : 'fine';
}

function fateOfNewest(profile: DeliveryProfile, random: Random): Fate {
  if (!profile.notApplicable.canary && random.chance(0.02)) {
    return 'canary';
  }
  return random.chance(0.025) ? 'degraded' : 'fine';
}

/** People release in the day, Monday to Friday. */
function workingHour(moment: number): number {
  const date = new Date(moment);
  const weekday = date.getUTCDay();
  if (weekday === 0 || weekday === 6) {
    date.setTime(moment - (weekday === 0 ? 2 : 1) * DAY);
  }
  date.setUTCHours(8 + (date.getUTCMinutes() % 9));
  return date.getTime();
}
