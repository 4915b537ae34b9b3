import {
  imageKey,
  type DeliveryEvent,
  type DeliveryProfile,
  type DeliveryState,
} from '@fairway/plugin-golden-path-common';
import type { Random } from '../random';
import type { PlannedRelease } from './plan';

const MINUTE = 60_000;

const SOURCES = {
  proposed: 'fairway',
  built: 'ci',
  scanned: 'scanner',
  signed: 'cosign',
  'desired-state-updated': 'git',
  synced: 'argo-cd',
  ready: 'argo-cd',
  canary: 'argo-rollouts',
  promoted: 'argo-rollouts',
  'rolled-back': 'argo-rollouts',
  stable: 'fairway',
} as const satisfies Record<DeliveryState, DeliveryEvent['source']>;

type Told = Partial<
  Pick<DeliveryEvent, 'outcome' | 'facts' | 'url' | 'commit' | 'reference'>
> & { summary: string };

/** What was heard of an image, wherever it went: the build, the scan, the signature. */
export function imageEvents(options: {
  service: string;
  release: PlannedRelease;
  random: Random;
}): DeliveryEvent[] {
  const { service, release, random } = options;
  const { commit, newest } = release;
  const builtAt = release.at - random.between(40, 400) * MINUTE;
  const committedAt = new Date(
    builtAt - random.between(6, 240) * MINUTE,
  ).toISOString();
  const tell = teller({ service, release });
  const tests = random.between(80, 900);
  const events = [
    tell('built', builtAt, {
      summary: `${tests} tests passed`,
      facts: { commit, committedAt, tests: `${tests} passed` },
      url: `https://ci.example.com/${service}/runs/${random.between(
        100,
        9999,
      )}`,
    }),
  ];
  if (!newest) {
    return events;
  }
  const high = random.between(0, 4);
  if (!random.chance(0.03)) {
    events.push(
      tell('scanned', builtAt + 2 * MINUTE, {
        summary: `Trivy found 0 critical, ${high} high`,
        facts: { scanner: 'trivy', critical: '0', high: String(high) },
      }),
    );
  }
  if (!random.chance(0.06)) {
    events.push(
      tell('signed', builtAt + 3 * MINUTE, {
        summary: 'Signed by paved-build',
        facts: {
          signer:
            'https://git.example.com/platform/build-workflows/.github/workflows/release.yaml@refs/heads/main',
          verified: 'no',
        },
      }),
    );
  }
  return events;
}

/** What was heard of a release in one environment. */
export function releaseEvents(options: {
  profile: DeliveryProfile;
  release: PlannedRelease;
  random: Random;
}): DeliveryEvent[] {
  const { profile, release, random } = options;
  const { at, fate, image, newest } = release;
  const tell = teller({ ...options, service: profile.service });
  const moved = tell('desired-state-updated', at, {
    summary: release.back
      ? 'The release before was asked for again'
      : 'The request was merged',
    commit: random.hex(40),
    reference: image,
    facts: {},
  });
  const events = newest
    ? [
        tell('proposed', at - random.between(10, 300) * MINUTE, {
          summary: `Bring ${image.slice(-12)} to ${profile.environment}`,
        }),
        moved,
      ]
    : [moved];
  const places =
    newest && profile.clusters.length > 1 ? profile.clusters : [''];
  for (const [index, cluster] of places.entries()) {
    const facts: Record<string, string> = cluster ? { cluster } : {};
    if (newest) {
      events.push(
        tell('synced', at + (index + 2) * MINUTE, {
          summary: `Synced${cluster && ` to ${cluster}`}`,
          facts,
        }),
      );
    }
    events.push(
      tell('ready', at + (index + 4) * MINUTE, {
        summary: 'All pods are ready',
        facts,
      }),
    );
    if (fate === 'degraded') {
      events.push(
        tell('ready', at + (index + 50) * MINUTE, {
          outcome: 'failed',
          summary: 'Pods restart again and again',
          facts,
        }),
      );
    }
  }
  return [...events, ...canaryEvents(options, tell)];
}

function canaryEvents(
  { profile, release, random }: Parameters<typeof releaseEvents>[0],
  tell: ReturnType<typeof teller>,
): DeliveryEvent[] {
  const { at, fate, newest } = release;
  if (fate === 'failed') {
    const minutes = random.between(7, 11);
    return profile.notApplicable.canary
      ? [
          tell('ready', at + minutes * MINUTE, {
            outcome: 'failed',
            summary: 'Errors rose after the rollout',
          }),
        ]
      : [
          tell('canary', at + minutes * MINUTE, {
            outcome: 'failed',
            summary: 'The error rate of the canary was above the objective',
            facts: { weight: '25' },
          }),
        ];
  }
  if (profile.notApplicable.canary || !newest || release.back) {
    return [];
  }
  const canary = tell('canary', at + 7 * MINUTE, {
    summary: '25% of the traffic',
    facts: { weight: '25' },
  });
  return fate === 'canary'
    ? [canary]
    : [
        canary,
        tell('promoted', at + 32 * MINUTE, {
          summary: 'Error rate and latency stayed within the objectives',
        }),
      ];
}

function teller(options: {
  service: string;
  profile?: DeliveryProfile;
  release: PlannedRelease;
}) {
  const { service, profile, release } = options;
  return (state: DeliveryState, moment: number, told: Told): DeliveryEvent => {
    const at = new Date(moment).toISOString();
    const place = profile?.environment;
    return {
      id: `demo:${[service, place, state, told.facts?.cluster, at]
        .filter(Boolean)
        .join('/')}`,
      service,
      ...(place && { environment: place }),
      image: imageKey(release.image),
      state,
      outcome: 'passed',
      at,
      source: SOURCES[state],
      facts: {},
      ...told,
    };
  };
}
