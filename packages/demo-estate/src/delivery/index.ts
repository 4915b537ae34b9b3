import {
  deliveryProfiles,
  type DeliveryEvent,
  type PlatformContract,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import { createRandom } from '../random';
import { imageEvents, releaseEvents } from './events';
import { planReleases } from './plan';

const HOUR = 60 * 60_000;

/**
 * What was heard of the deliveries of one service in the last 90 days. Most of it is of production, for the figures of
 * teams; elsewhere it is what runs there now. Some releases failed and were taken back, some lack a signature, a canary
 * may be on its way.
 * @public
 */
export function deliveryHistory(options: {
  seed: number;
  intent: ServiceIntent;
  contract: PlatformContract;
  /** ISO 8601: no event is later. */
  now: string;
}): DeliveryEvent[] {
  const { seed, intent, contract } = options;
  const service = intent.metadata.name;
  const now = Date.parse(options.now);
  const random = createRandom(seed, 'delivery', service);
  const profiles = deliveryProfiles({ intent, contract });
  const last = profiles.at(-1);
  if (!last) {
    return [];
  }
  const releases = planReleases({
    profile: last,
    tier: intent.spec.tier,
    random,
    now,
  });
  const events = releases.flatMap(release => [
    ...(release.back ? [] : imageEvents({ service, release, random })),
    ...releaseEvents({ profile: last, release, random }),
  ]);
  const newest = releases[releases.length - 1];
  const betweenEnvironments = random.between(2, 20) * HOUR;
  // What production does not have yet went through the others in the last days.
  const aheadAt = now - random.between(10, 60) * HOUR;
  for (const [index, profile] of profiles.slice(0, -1).entries()) {
    const ahead = profile.image !== last.image;
    const at = ahead
      ? aheadAt + index * 3 * HOUR
      : newest.at - (profiles.length - 1 - index) * betweenEnvironments;
    const release = {
      ...newest,
      image: profile.image,
      at,
      fate: 'fine' as const,
    };
    events.push(
      ...(ahead && index === 0
        ? imageEvents({
            service,
            release: { ...release, commit: random.hex(40) },
            random,
          })
        : []),
      ...releaseEvents({ profile, release, random }),
    );
  }
  return events.filter(({ at }) => at <= options.now);
}
