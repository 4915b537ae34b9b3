import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { SLO_OBJECTIVES_TOPIC } from '@fairway/plugin-slo-common';
import { openSlo, slothSlo } from './__testUtils__/documents';
import { FakeGoldenPath } from './__testUtils__/goldenPath';
import { startPortal, until, VIEWER } from './__testUtils__/portal';
import { MemorySource } from './__testUtils__/source';

jest.setTimeout(60_000);

describe('objectives of the golden path', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  it('are known with who answers for them, and again within seconds of a merge', async () => {
    const goldenPath = new FakeGoldenPath();
    goldenPath.derive('payments-api', openSlo({ service: 'payments-api' }));
    const portal = await startPortal({
      knex: await databases.init('SQLITE_3'),
      goldenPath,
    });
    const { as, events, signals, stop, tell, untilKnown } = portal;
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
    // So that the search reads them again.
    expect(events.publish).toHaveBeenCalledWith({
      topic: SLO_OBJECTIVES_TOPIC,
      eventPayload: {},
    });
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

  it.each<[string, Partial<FakeGoldenPath>, string]>([
    ['is not found', { absent: true }, 'Request failed with 404'],
    ['is down', { down: true }, 'Request failed with 503'],
    ['answers nonsense', { commit: undefined }, 'commit'],
  ])(
    'stay while the golden path %s, and it is told since when',
    async (_, trouble, words) => {
      const goldenPath = new FakeGoldenPath();
      goldenPath.derive('payments-api', openSlo({ service: 'payments-api' }));
      const knex = await databases.init('SQLITE_3');
      const before = await startPortal({ knex, goldenPath });
      await before.untilKnown(1);
      expect((await before.as(VIEWER).get('/objectives')).body).toMatchObject({
        origins: [],
      });
      Object.assign(goldenPath, trouble);
      await before.tell('golden-path.desired-state');
      await before.stop();

      const { as, stop, tell } = await startPortal({ knex, goldenPath });
      await tell('golden-path.desired-state');
      const failing = [
        {
          kind: 'golden-path',
          answeredAt: expect.stringMatching(/^20/),
          failing: {
            since: expect.stringMatching(/^20/),
            message: expect.stringContaining(words),
          },
        },
      ];
      const { body } = await as(VIEWER).get('/objectives');
      expect(body).toMatchObject({ total: 1, origins: failing });
      expect((await as(VIEWER).get('/documents')).body).toMatchObject({
        total: 1,
        origins: failing,
      });

      Object.assign(goldenPath, { absent: false, down: false, commit: 'c2' });
      goldenPath.files = [];
      await tell('golden-path.desired-state');
      const after = await as(VIEWER).get('/objectives');
      expect(after.body).toMatchObject({ total: 0, origins: [] });
      await stop();
    },
  );

  it('are known again at once after a merge, whatever Git hosts take their time', async () => {
    const goldenPath = new FakeGoldenPath();
    const slow = 'https://slow.example.com/slo.yaml';
    const quick = 'https://github.com/acme/slos/blob/main/slo.yaml';
    const scheduler = mockServices.scheduler();
    const { stop, tell, untilKnown } = await startPortal({
      scheduler,
      knex: await databases.init('SQLITE_3'),
      goldenPath,
      config: { git: [{ url: slow }, { url: quick }] },
      urlReader: mockServices.urlReader.mock({
        readUrl: url => {
          const text = slothSlo({ service: 'fraud-service', name: 'drift' });
          return url === slow
            ? new Promise(() => {})
            : Promise.resolve({ buffer: async () => Buffer.from(text) });
        },
      }),
    });
    const look = scheduler.triggerTask('slo-documents-git');
    await untilKnown(1);
    const asked = goldenPath.requests;
    goldenPath.commit = 'c2';
    goldenPath.derive('payments-api', openSlo({ service: 'payments-api' }));
    await tell('golden-path.desired-state');
    await untilKnown(2);
    await scheduler.triggerTask('slo-owners');
    expect(goldenPath.requests).toBeGreaterThan(asked);
    await stop();
    await look;
  });

  it('are judged by a merged target before their source is asked again', async () => {
    const goldenPath = new FakeGoldenPath();
    goldenPath.derive('payments-api', openSlo({ service: 'payments-api' }));
    const source = new MemorySource();
    source.errorRatios.set('payments-api', 0.0005);
    const { as, stop, tell } = await startPortal({
      knex: await databases.init('SQLITE_3'),
      goldenPath,
      sources: [source],
    });
    const budget = async () => {
      const { body } = await as(VIEWER).get('/budgets?service=payments-api');
      return body.items[0]?.objectives[0];
    };
    const untilSpent = (spent: number) =>
      until(
        async () => Math.abs(((await budget())?.spent ?? -1) - spent) < 0.001,
        `a budget of which ${spent} is spent`,
      );
    await untilSpent(0.5);
    expect(await budget()).toMatchObject({ state: 'healthy' });

    source.ratios = () => new Promise(() => {});
    goldenPath.commit = 'c2';
    goldenPath.derive(
      'payments-api',
      openSlo({ service: 'payments-api', target: 0.9999 }),
    );
    await tell('golden-path.desired-state');
    await untilSpent(5);
    expect(await budget()).toMatchObject({ state: 'exhausted' });
    await stop();
  });

  it('of a document that became wrong are judged by its last version, and it is told', async () => {
    const goldenPath = new FakeGoldenPath();
    const right = openSlo({ service: 'payments-api' });
    goldenPath.derive('payments-api', right);
    const { as, stop, tell, untilKnown } = await startPortal({
      knex: await databases.init('SQLITE_3'),
      goldenPath,
    });
    await untilKnown(1);
    goldenPath.commit = 'c2';
    goldenPath.derive(
      'payments-api',
      right.replace('target: 0.999', 'target: 5'),
    );
    await tell('golden-path.desired-state');
    const one = await as(VIEWER).get('/objectives/payments-api-availability');
    expect(one.body).toMatchObject({
      target: 0.999,
      document: {
        text: right,
        standsIn: { readAt: expect.any(String), since: expect.any(String) },
        problems: [{ line: 33, at: '/spec/objectives/0/target' }],
      },
    });
    const { body } = await as(VIEWER).get('/documents?unreadable=true');
    expect(body.items).toEqual([
      expect.objectContaining({
        file: 'services/payments-api/slo.yaml',
        standsIn: one.body.document.standsIn,
        problems: [
          expect.objectContaining({
            line: 33,
            at: '/spec/objectives/0/target',
          }),
        ],
      }),
    ]);
    await stop();
  });
});
