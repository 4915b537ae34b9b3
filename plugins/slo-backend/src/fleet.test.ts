import {
  countStates,
  OBJECTIVE_STATES,
  type Objective,
} from '@fairway/plugin-slo-common';
import { DocumentStore } from './store/DocumentStore';
import { FleetStore, type FleetQuery } from './store/FleetStore';
import { migrationsDirectory } from './store/openDatabase';
import { ObjectiveStore } from './store/ObjectiveStore';
import { describeOnEachDatabase } from './__testUtils__/eachDatabase';
import type { ReadBundle } from './documents/types';

jest.setTimeout(120_000);

const READ_AT = '2026-11-22T00:00:00.000Z';

function objective(id: string, service: string): Objective {
  return {
    id,
    format: 'openslo',
    name: id,
    title: `Title of ${id}`,
    service,
    target: 0.999,
    window: { kind: 'rolling', seconds: 30 * 86_400 },
    budgeting: { method: 'occurrences' },
    labels: {},
    sli: { kind: 'events', bad: 'a', total: 'b' },
    alerts: { page: true, ticket: true },
    place: { file: `${service}.yaml` },
  };
}

function bundle(options: {
  service: string;
  ids: string[];
  kind?: ReadBundle['kind'];
}): ReadBundle {
  const { service, ids, kind = 'git' } = options;
  return {
    kind,
    bundle: service,
    documents: [
      {
        file: `${service}.yaml`,
        text: ids.join('\n'),
        origin: { kind: 'git', url: `https://example.com/${service}` },
        format: 'openslo',
        objectives: ids.map(id => objective(id, service)),
        problems: [],
      },
    ],
  };
}

describeOnEachDatabase('the fleet', database => {
  async function setUp() {
    const options = await database();
    return {
      knex: options.knex,
      documents: await DocumentStore.create(options),
      objectives: await ObjectiveStore.create(options),
      fleet: await FleetStore.create(options),
    };
  }

  it('has tables that go as they came', async () => {
    const { knex } = await setUp();
    await knex.migrate.rollback({ directory: migrationsDirectory }, true);
    expect(await knex.schema.hasTable('slo_objectives')).toBe(false);
    await knex.migrate.latest({ directory: migrationsDirectory });
    expect(await knex.schema.hasTable('slo_status')).toBe(true);
  });

  it('of objectives with the same id shows one: that of the first origin, and the next when that one goes', async () => {
    const { documents, objectives, fleet } = await setUp();
    const ownerships = new Map([
      ['component:default/pay', { owner: 'group:default/pay' }],
    ]);
    const store = (read: ReadBundle[]) =>
      documents.replace({ bundles: read, ownerships, readAt: READ_AT });
    await store([
      bundle({ service: 'risk', ids: ['a', 'b'] }),
      bundle({ service: 'pay', ids: ['a'], kind: 'golden-path' }),
    ]);
    expect(await objectives.get('a')).toMatchObject({
      objective: { service: 'pay' },
      ownership: { owner: 'group:default/pay' },
    });
    expect(await objectives.page({ limit: 10 })).toHaveLength(2);
    expect(await objectives.page({ after: 'a', limit: 10 })).toMatchObject([
      { objective: { id: 'b' } },
    ]);
    expect(await documents.broken()).toBe(1);

    // As after a restart, when everything is read anew: at no moment is anything missing.
    await store([bundle({ service: 'pay', ids: ['a'], kind: 'golden-path' })]);
    expect((await objectives.get('a'))?.objective.service).toBe('pay');

    await documents.remove('golden-path', ['pay']);
    expect((await objectives.get('a'))?.objective.service).toBe('risk');
    expect(await documents.broken()).toBe(0);
    expect(countStates(await fleet.groups({})).unknown).toBe(2);
  });

  it('is sorted, filtered and counted', async () => {
    const { knex, documents, fleet } = await setUp();
    const count = 40;
    const services = Array.from({ length: count }, (_, i) => `s${i + 10}`);
    await documents.replace({
      bundles: services.map(service => bundle({ service, ids: [service] })),
      ownerships: new Map(
        services.map((service, i) => [
          `component:default/${service}`,
          { owner: `group:default/g${i % 4}`, tier: `tier-${(i % 3) + 1}` },
        ]),
      ),
      readAt: READ_AT,
    });
    // Of the last one nothing is known yet.
    for (const [i, service] of services.slice(0, -1).entries()) {
      await knex('slo_status').insert({
        objective_id: service,
        state: OBJECTIVE_STATES[i % OBJECTIVE_STATES.length],
        budget_ratio: i === 5 ? null : 1 - i / 10,
        budget_minutes: i === 5 ? null : 1,
        burn_1h: i === 6 ? null : i,
        status: '{}',
      });
    }
    const all: FleetQuery = {
      sort: 'burn',
      direction: 'desc',
      limit: 100,
      offset: 0,
    };
    const idsOf = async (query: Partial<FleetQuery>) =>
      (await fleet.list({ ...all, ...query })).map(row => row.id);

    const byBurn = await idsOf({});
    expect(byBurn.slice(0, 3)).toEqual(['s48', 's47', 's46']);
    expect(byBurn.slice(-2)).toEqual(['s16', 's49']);
    expect((await idsOf({ direction: 'asc' })).slice(-2)).toEqual([
      's16',
      's49',
    ]);
    const byBudget = await idsOf({ sort: 'budget', direction: 'asc' });
    expect(byBudget[0]).toBe('s48');
    expect(byBudget.slice(-2)).toEqual(['s15', 's49']);
    const byState = await fleet.list({
      ...all,
      sort: 'state',
      direction: 'asc',
    });
    expect(byState[0].state).toBe('exhausted');
    expect(byState.at(-1)?.state).toBe('healthy');
    expect(
      await idsOf({ sort: 'service', direction: 'asc', offset: 38 }),
    ).toEqual(['s48', 's49']);
    expect(await idsOf({ states: ['unknown'], search: 'S4' })).toEqual([
      's42',
      's49',
    ]);
    const groups = await fleet.groups({
      owners: ['group:default/g1', 'group:default/g2'],
      tier: 'tier-1',
    });
    const total = groups.reduce((sum, group) => sum + group.objectives, 0);
    expect(total).toBe(
      services.filter((_, i) => [1, 2].includes(i % 4) && i % 3 === 0).length,
    );
    const budgets = await fleet.budgets({}, 'tier');
    expect(budgets.get('tier-1')).toMatchObject({
      leastBudget: expect.closeTo(1 - 36 / 10),
      worst: { id: 's46' },
    });
    // What is no verdict leads no list.
    await knex('slo_status')
      .where({ objective_id: 's46' })
      .update({ state: 'too-few-events' });
    expect((await fleet.budgets({}, 'tier')).get('tier-1')).toMatchObject({
      worst: { id: 's37' },
    });
  });
});
