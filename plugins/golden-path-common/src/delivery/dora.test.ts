import { doraFigures, type DeployedRelease } from './dora';

const DAY = 24 * 60 * 60_000;
const FROM = Date.parse('2026-11-01T00:00:00.000Z');

function release(
  day: number,
  more: Partial<DeployedRelease> = {},
): DeployedRelease {
  return {
    team: 'payments',
    deployedAt: new Date(FROM + day * DAY + 3_600_000).toISOString(),
    failed: false,
    ...more,
  };
}

describe('The four keys', () => {
  it('of a team and of the company, with what they rest on', () => {
    const { company, teams } = doraFigures({
      environment: 'prod',
      from: FROM,
      to: FROM + 10 * DAY,
      releases: [
        release(0, { leadSeconds: 100 }),
        release(0, { leadSeconds: 300 }),
        release(3, { leadSeconds: 200, failed: true, restoreSeconds: 60 }),
        release(4, { team: 'checkout' }),
        release(11),
      ],
    });
    expect(company).toMatchObject({
      deployments: 4,
      deploymentsPerDay: 0.4,
      leadTime: { median: 200, p90: 280, sample: 3 },
      changeFailureRate: { ratio: 0.25, failed: 1, sample: 4 },
      timeToRestore: { median: 60, p90: 60, sample: 1 },
    });
    expect(company.daily).toHaveLength(10);
    expect(company.daily[0]).toEqual({
      day: '2026-11-01',
      deployments: 2,
      failed: 0,
    });
    expect(teams.map(({ team, deployments }) => [team, deployments])).toEqual([
      ['checkout', 1],
      ['payments', 3],
    ]);
    // Without a sample there is no figure.
    expect(teams[0]).not.toHaveProperty('leadTime');
    expect(teams[0]).not.toHaveProperty('timeToRestore');
  });

  it('of nobody is nothing', () => {
    const { company, teams } = doraFigures({
      environment: 'prod',
      from: FROM,
      to: FROM + DAY,
      releases: [],
    });
    expect(teams).toEqual([]);
    expect(company).toMatchObject({ deployments: 0, deploymentsPerDay: 0 });
    expect(company).not.toHaveProperty('changeFailureRate');
  });
});
