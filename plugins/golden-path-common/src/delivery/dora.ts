import type { DoraAnswer, DoraFigures } from './api';

const DAY_MS = 24 * 60 * 60_000;

/** What the four keys rest on: a release that was ready, or failed before that. @public */
export interface DeployedRelease {
  /** Group name without `group:`. */
  team: string;
  /** ISO 8601. */
  deployedAt: string;
  failed: boolean;
  leadSeconds?: number;
  restoreSeconds?: number;
}

/**
 * The four keys of the company and of each team, by name, over the releases of one environment.
 *
 * @param options - `from` and `to` are epoch milliseconds; releases outside of them are left out
 * @public
 */
export function doraFigures(options: {
  releases: readonly DeployedRelease[];
  environment: string;
  from: number;
  to: number;
}): DoraAnswer {
  const { environment, from, to } = options;
  const first = new Date(from).toISOString();
  const last = new Date(to).toISOString();
  const releases = options.releases.filter(
    ({ deployedAt }) => deployedAt >= first && deployedAt < last,
  );
  const byTeam = new Map<string, DeployedRelease[]>();
  for (const release of releases) {
    const known = byTeam.get(release.team);
    if (known) {
      known.push(release);
    } else {
      byTeam.set(release.team, [release]);
    }
  }
  const window = { environment, from, to };
  return {
    company: figuresOf(releases, window),
    teams: [...byTeam]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([team, own]) => ({ team, ...figuresOf(own, window) })),
  };
}

function figuresOf(
  releases: readonly DeployedRelease[],
  window: { environment: string; from: number; to: number },
): DoraFigures {
  const { environment, from, to } = window;
  const failed = releases.filter(release => release.failed).length;
  const leadTime = spreadOf(releases.map(({ leadSeconds }) => leadSeconds));
  const timeToRestore = spreadOf(
    releases.map(({ restoreSeconds }) => restoreSeconds),
  );
  const days = (to - from) / DAY_MS;
  return {
    environment,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    deployments: releases.length,
    deploymentsPerDay: days > 0 ? releases.length / days : 0,
    ...(leadTime && { leadTime }),
    ...(releases.length > 0 && {
      changeFailureRate: {
        ratio: failed / releases.length,
        failed,
        sample: releases.length,
      },
    }),
    ...(timeToRestore && { timeToRestore }),
    daily: dailyOf(releases, window),
  };
}

/** Every day of the window in UTC, also those without a deployment. */
function dailyOf(
  releases: readonly DeployedRelease[],
  { from, to }: { from: number; to: number },
): DoraFigures['daily'] {
  const days = new Map<string, { deployments: number; failed: number }>();
  for (let day = Math.floor(from / DAY_MS) * DAY_MS; day < to; day += DAY_MS) {
    days.set(new Date(day).toISOString().slice(0, 10), {
      deployments: 0,
      failed: 0,
    });
  }
  for (const { deployedAt, failed } of releases) {
    const day = days.get(deployedAt.slice(0, 10));
    if (day) {
      day.deployments += 1;
      day.failed += failed ? 1 : 0;
    }
  }
  return [...days].map(([day, counts]) => ({ day, ...counts }));
}

function spreadOf(
  values: (number | undefined)[],
): { median: number; p90: number; sample: number } | undefined {
  const sorted = values
    .filter(value => value !== undefined)
    .sort((a, b) => a - b);
  return sorted.length === 0
    ? undefined
    : {
        median: quantile(sorted, 0.5),
        p90: quantile(sorted, 0.9),
        sample: sorted.length,
      };
}

/** Between the two neighbours where the rank is between them, whole seconds. */
function quantile(sorted: readonly number[], share: number): number {
  const rank = share * (sorted.length - 1);
  const below = sorted[Math.floor(rank)];
  const above = sorted[Math.ceil(rank)];
  return Math.round(below + (above - below) * (rank - Math.floor(rank)));
}
