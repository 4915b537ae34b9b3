import { TestDatabases } from '@backstage/backend-test-utils';
import { openSlo } from './__testUtils__/documents';
import { FakeGoldenPath } from './__testUtils__/goldenPath';
import {
  ENGINEER,
  PLATFORM,
  RISK,
  startPortal,
  until,
  VIEWER,
} from './__testUtils__/portal';
import { MemorySource } from './__testUtils__/source';

jest.setTimeout(60_000);

const PAYMENTS = 'payments-api-availability';
const HOUR = 3_600_000;

function hours(from: number): string {
  const now = Math.floor(Date.now() / HOUR) * HOUR;
  return new Date(now + from * HOUR).toISOString();
}

describe('the story of a budget', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  it('a service fails, its owners see how much is left, exclude a maintenance, and take that back', async () => {
    const goldenPath = new FakeGoldenPath();
    goldenPath.derive('payments-api', openSlo({ service: 'payments-api' }));
    goldenPath.derive('fraud-service', openSlo({ service: 'fraud-service' }));
    const source = new MemorySource();
    source.errorRatios.set('payments-api', 0.02);
    const { as, outcomes, stop } = await startPortal({
      knex: await databases.init('SQLITE_3'),
      goldenPath,
      sources: [source],
    });
    const engineer = as(ENGINEER);
    // Asked as soon as there are objectives, without waiting for the minute.
    await until(async () => {
      const { body } = await engineer.get('/objectives');
      return body.total === 2 && body.states.unknown === 0;
    }, 'a first look at the source');

    const { body: fleet } = await engineer.get('/objectives?sort=budget');
    expect(fleet).toMatchObject({
      total: 2,
      states: { exhausted: 1, healthy: 1 },
      items: [
        {
          id: PAYMENTS,
          state: 'exhausted',
          budget: { ratio: expect.any(Number) },
        },
        { service: 'fraud-service', state: 'healthy' },
      ],
      sources: [{ id: 'memory', title: 'Memory', objectives: 2 }],
    });
    expect(fleet.items[0].budget.ratio).toBeLessThan(0);
    expect(fleet.items[0].burn[0]).toEqual({
      window: '1h',
      rate: expect.closeTo(20),
    });
    const exhausted = await engineer.get(
      '/objectives?state=exhausted&state=burning&owner=group:default/payments&owner=group:default/sre&search=PAYMENTS',
    );
    expect(exhausted.body).toMatchObject({
      total: 1,
      states: { exhausted: 1, healthy: 0 },
      facets: { owners: ['group:default/payments', 'group:default/risk'] },
    });
    const { body: owners } = await engineer.get('/objectives/roll-up?by=owner');
    expect(owners.items).toMatchObject([
      {
        key: 'group:default/payments',
        objectives: 1,
        states: { exhausted: 1 },
        leastBudget: fleet.items[0].budget.ratio,
        worst: { id: PAYMENTS },
      },
      { key: 'group:default/risk', medianBudget: 1 },
    ]);

    const { body: one } = await engineer.get(`/objectives/${PAYMENTS}`);
    expect(one).toMatchObject({
      state: 'exhausted',
      arithmetic: { unit: 'events', target: 0.999 },
      may: { exclude: true, change: true },
      source: { id: 'memory' },
    });
    expect(one.arithmetic.spent).toBeCloseTo(20);
    const { body: budgets } = await engineer.get(
      '/budgets?service=payments-api&service=ghost',
    );
    expect(budgets.items).toEqual([
      {
        service: 'payments-api',
        objectives: [
          {
            id: PAYMENTS,
            title: 'payments-api: availability',
            state: 'exhausted',
            spent: one.arithmetic.spent,
            at: one.at,
          },
        ],
      },
      { service: 'ghost', objectives: [] },
    ]);
    const { body: history } = await engineer.get(
      `/objectives/${PAYMENTS}/history?from=${hours(-3)}&to=${hours(0)}`,
    );
    expect(history.points.length).toBeGreaterThan(0);
    const { body: fired } = await engineer.get(
      `/objectives/${PAYMENTS}/would-have-fired?from=${hours(-3)}&target=0.9`,
    );
    expect(fired).toMatchObject({ target: 0.9, fired: [] });

    const wish = {
      service: 'payments-api',
      from: hours(-48),
      to: hours(-24),
      reason: 'Moved to the new data centre',
    };
    for (const person of [RISK, PLATFORM, VIEWER]) {
      const refused = await as(person).post('/exclusions', wish);
      expect(refused.status).toBe(403);
      expect(refused.body.error.message).toContain('Only the owners');
    }
    outcomes.length = 0;
    const made = await engineer.post('/exclusions', wish);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...wish, by: ENGINEER, state: 'past' });
    const after = await engineer.get(`/objectives/${PAYMENTS}`);
    expect(after.body.exclusions).toMatchObject([{ id: made.body.id }]);
    const withdraw = `/exclusions/${made.body.id}/withdraw`;
    const why = { reason: 'It failed for another reason' };
    expect((await as(RISK).post(withdraw, why)).status).toBe(403);
    const withdrawn = await engineer.post(withdraw, why);
    expect(withdrawn.body).toMatchObject({
      state: 'withdrawn',
      withdrawn: { by: ENGINEER, ...why },
    });
    expect((await engineer.post(withdraw, why)).status).toBe(409);
    expect(
      outcomes.map(({ eventId, outcome }) => `${eventId} ${outcome}`),
    ).toEqual([
      'exclusion-create success',
      'access-denied fail',
      'exclusion-withdraw success',
      'exclusion-withdraw fail',
    ]);

    source.down = true;
    expect((await engineer.post('/refresh', {})).status).toBe(204);
    const { body: sources } = await engineer.get('/sources');
    expect(sources.items).toMatchObject([
      {
        id: 'memory',
        failing: { message: expect.stringContaining('switched off') },
      },
    ]);
    const { body: stale } = await engineer.get(`/objectives/${PAYMENTS}`);
    expect(stale).toMatchObject({ staleSince: expect.any(String) });
    expect((await as(VIEWER).get('/health')).body).toEqual({
      status: 'ok',
      sources: [{ id: 'memory', failing: true }],
    });
    await stop();
  });
});
