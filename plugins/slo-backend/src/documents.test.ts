import { TestDatabases } from '@backstage/backend-test-utils';
import { openSlo } from './__testUtils__/documents';
import { FakeGoldenPath } from './__testUtils__/goldenPath';
import { startPortal, VIEWER } from './__testUtils__/portal';

jest.setTimeout(60_000);

describe('objectives of the golden path', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  it('are known with who answers for them, and again within seconds of a merge', async () => {
    const goldenPath = new FakeGoldenPath();
    goldenPath.derive('payments-api', openSlo({ service: 'payments-api' }));
    const { as, stop, tell, untilKnown, signals } = await startPortal({
      knex: await databases.init('SQLITE_3'),
      goldenPath,
    });
    await untilKnown(1);
    const { body } = await as(VIEWER).get('/objectives');
    expect(body).toMatchObject({
      total: 1,
      unreadable: 0,
      items: [
        {
          id: 'payments-api-availability',
          service: 'payments-api',
          target: 0.999,
          window: '30d',
          entity: 'component:default/payments-api',
          owner: 'group:default/payments',
          system: 'billing',
          tier: 'tier-1',
          businessUnit: 'financial-services',
          state: 'unknown',
        },
      ],
      facets: {
        owners: ['group:default/payments'],
        systems: ['billing'],
        tiers: ['tier-1'],
        businessUnits: ['financial-services'],
      },
    });
    const one = await as(VIEWER).get('/objectives/payments-api-availability');
    expect(one.body).toMatchObject({
      origin: {
        kind: 'golden-path',
        path: 'services/payments-api/slo.yaml',
        commit: 'c1',
      },
      document: { format: 'openslo', text: goldenPath.files[0].text },
      objective: {
        recorded: {
          ratio: 'slo:sli_error:ratio_rate{{.window}}',
          key: { label: 'service', value: 'payments-api' },
          matchers: { slo: 'availability', environment: 'prod' },
          events: {
            bad: 'slo:sli_bad_events:rate5m',
            total: 'slo:sli_events:rate5m',
          },
        },
      },
      may: { exclude: false, change: false },
    });

    const { requests } = goldenPath;
    await tell('golden-path.desired-state');
    expect(goldenPath.requests).toBe(requests + 1);
    signals.publish.mockClear();

    goldenPath.commit = 'c2';
    goldenPath.derive('fraud-service', openSlo({ service: 'fraud-service' }));
    goldenPath.files.push({
      service: 'fraud-service',
      path: 'services/fraud-service/objectives/freshness.yaml',
      text: openSlo({ service: 'fraud-service', name: 'freshness' }),
      derived: false,
    });
    await tell('golden-path.desired-state');
    const after = await as(VIEWER).get('/objectives?sort=service');
    expect(after.body.items.map((item: { id: string }) => item.id)).toEqual([
      'fraud-service-availability',
      'fraud-service-freshness',
      'payments-api-availability',
    ]);
    expect(signals.publish).toHaveBeenCalledTimes(1);
    const byHand = await as(VIEWER).get('/objectives/fraud-service-freshness');
    // It looks like a derived one, and no rule of the golden path records it.
    expect(byHand.body.objective.recorded).toBeUndefined();
    await stop();
  });

  it('stay known while the golden path does not answer, and go when they are gone', async () => {
    const goldenPath = new FakeGoldenPath();
    goldenPath.derive('payments-api', openSlo({ service: 'payments-api' }));
    const knex = await databases.init('SQLITE_3');
    const before = await startPortal({ knex, goldenPath });
    await before.untilKnown(1);
    await before.stop();

    const down = new FakeGoldenPath();
    down.down = true;
    const { as, stop, tell, untilKnown } = await startPortal({
      knex,
      goldenPath: down,
    });
    await tell('golden-path.desired-state');
    await untilKnown(1);
    down.down = false;
    await tell('golden-path.desired-state');
    expect((await as(VIEWER).get('/objectives')).body.total).toBe(0);
    await stop();
  });

  it('come back with a golden path that was gone for a while, without a merge', async () => {
    const goldenPath = new FakeGoldenPath();
    goldenPath.derive('payments-api', openSlo({ service: 'payments-api' }));
    const { stop, tell, untilKnown } = await startPortal({
      knex: await databases.init('SQLITE_3'),
      goldenPath,
    });
    await untilKnown(1);
    goldenPath.absent = true;
    await tell('golden-path.desired-state');
    await untilKnown(0);
    goldenPath.absent = false;
    await tell('golden-path.desired-state');
    await untilKnown(1);
    expect(goldenPath.commit).toBe('c1');
    await stop();
  });
});
