import {
  foldDelivery,
  type DeliveryEvent,
  type DeliveryProfile,
  type DeliveryState,
} from '@fairway/plugin-golden-path-common';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/eachDatabase';
import {
  migrationsDirectory,
  migrationsTable,
} from './DatabaseChangeRequestStore';
import { DeliveryStore } from './DeliveryStore';

const profile: DeliveryProfile = {
  service: 'payments-api',
  environment: 'prod',
  production: true,
  clusters: ['prod-eu-1'],
  image: 'registry.example.com/payments-api:1',
  notApplicable: {},
  observationSeconds: 1800,
  observationFrom: 'fairway:observation-of-tier-1',
  promotion: [],
};

function told(
  state: DeliveryState,
  at: string,
  image: string,
  more: Partial<DeliveryEvent> = {},
): DeliveryEvent {
  return {
    id: `${state}/${at}/${image}`,
    service: 'payments-api',
    environment: 'prod',
    state,
    outcome: 'passed',
    at: `2026-11-${at}:00.000Z`,
    source: 'fairway',
    summary: state,
    facts: {},
    image,
    ...(state === 'desired-state-updated' && {
      commit: at.replace(/\D/g, '').padEnd(40, '0'),
      reference: image,
    }),
    ...more,
  };
}

const history = [
  told('desired-state-updated', '01T09:00', 'a'),
  told('ready', '01T09:05', 'a'),
  told('promoted', '01T09:30', 'a'),
  told('desired-state-updated', '10T09:00', 'b'),
  told('ready', '10T09:05', 'b'),
  told('ready', '10T09:10', 'b', { id: 'failure', outcome: 'failed' }),
  told('desired-state-updated', '20T09:00', 'c'),
  told('ready', '20T09:05', 'c'),
  told('promoted', '20T09:30', 'c'),
];

describeOnEachDatabase('Deliveries', setUp => {
  let knex: Knex;
  let store: DeliveryStore;

  beforeEach(async () => {
    const made = await setUp();
    knex = made.knex;
    store = await DeliveryStore.create(made);
  });

  const retell = () =>
    store.retell([{ service: 'payments-api' }], events => [
      foldDelivery({ events, profile }),
    ]);

  it('keeps each event once, however often it comes', async () => {
    expect(await store.addEvents(history)).toHaveLength(9);
    expect(await store.addEvents(history.slice(3))).toEqual([]);
    expect(await store.eventsOf([{ service: 'payments-api' }])).toHaveLength(9);
    expect(await store.servicesOfImage('b')).toEqual(['payments-api']);
  });

  it('lists releases, what an environment has now, and what figures rest on', async () => {
    await store.addEvents(history);
    await retell();
    await retell();
    const early = '2026-11-20T09:40:00.000Z';
    const late = '2026-11-20T10:00:00.000Z';
    expect(
      await store.releases({
        service: 'payments-api',
        limit: 2,
        offset: 0,
        now: late,
      }),
    ).toMatchObject({
      total: 3,
      items: [
        { image: 'c', state: 'stable' },
        { image: 'b', state: 'ready', failed: true },
      ],
    });
    expect(
      await store.newestOf(['payments-api', 'other'], { now: early }),
    ).toMatchObject([
      { service: 'payments-api', release: { state: 'promoted' } },
    ]);
    const where = async (query: object, now = late) => [
      ...(await store.servicesWhere({ ...query, now })),
    ];
    expect(await where({ state: 'stable' })).toEqual(['payments-api']);
    expect(await where({ state: 'stable' }, early)).toEqual([]);
    expect(await where({ state: 'promoted' }, early)).toEqual(['payments-api']);
    expect(await where({ state: 'promoted' })).toEqual([]);
    expect(await where({ attention: true })).toEqual(['payments-api']);
    expect(await where({ environment: 'dev' })).toEqual([]);
    expect(
      await store.deployed({
        environment: 'prod',
        from: '2026-11-05T00:00:00.000Z',
        to: '2026-12-01T00:00:00.000Z',
      }),
    ).toEqual([
      expect.objectContaining({
        deployedAt: '2026-11-10T09:05:00.000Z',
        failed: true,
        restoreSeconds: 10 * 86_400 - 300,
      }),
      expect.objectContaining({ failed: false }),
    ]);
  });

  it('forgets what is old, and nothing that one may go back to', async () => {
    await store.addEvents(history);
    await retell();
    expect(
      await store.prune('2026-11-30T00:00:00.000Z', name => [name]),
    ).toEqual(['payments-api']);
    expect(await store.eventsOf([{ service: 'payments-api' }])).toEqual(
      history.slice(3),
    );
  });

  it('tells what was heard of a former name under the name of now', async () => {
    await store.addEvents(history);
    await retell();
    await store.addEvents([
      told('ready', '25T09:00', 'c', { id: 'renamed', service: 'payments' }),
      told('ready', '25T09:00', 'c', { id: 'of another', service: 'other' }),
      // Another service has the former name since.
      told('desired-state-updated', '26T09:00', 'd'),
    ]);
    const until = '2026-11-21T00:00:00.000Z';
    const lineage = [
      { service: 'payments' },
      { service: 'payments-api', until },
    ];
    const renamed = () =>
      store.retell(lineage, events => [
        foldDelivery({
          events,
          profile: { ...profile, service: 'payments' },
          lineage,
        }),
      ]);
    const another = [{ service: 'payments-api', from: until }];
    await renamed();
    await store.retell(another, events => [
      foldDelivery({ events, profile, lineage: another }),
    ]);
    await renamed();
    expect(await store.eventsOf(lineage)).toHaveLength(10);
    const imagesOf = async (service: string) =>
      (
        await store.releases({ service, limit: 9, offset: 0, now: until })
      ).items.map(({ image }) => image);
    expect(await imagesOf('payments')).toEqual(['c', 'b', 'a']);
    expect(await imagesOf('payments-api')).toEqual(['d']);
    expect(
      await store.prune('2026-11-30T00:00:00.000Z', () => ['payments']),
    ).toEqual(['payments']);
    expect(await store.eventsOf(lineage)).toHaveLength(7);
  });

  it('knows a call again, until it is too old to be taken', async () => {
    const call = { source: 'ci', digest: 'd'.repeat(64), now: 0, until: 100 };
    expect(await store.claimCall(call)).toBe(true);
    expect(await store.claimCall({ ...call, now: 50 })).toBe(false);
    expect(await store.claimCall({ ...call, source: 'flux' })).toBe(true);
    expect(await store.claimCall({ ...call, now: 200, until: 300 })).toBe(true);
    await store.setMark('requests', 'one');
    await store.setMark('requests', 'two');
    expect(await store.mark('requests')).toBe('two');
  });

  it('goes down and up again', async () => {
    const migrations = {
      directory: migrationsDirectory,
      tableName: migrationsTable,
    };
    await knex.migrate.rollback(migrations, true);
    expect(await knex.schema.hasTable('golden_path_releases')).toBe(false);
    await knex.migrate.latest(migrations);
    expect(await knex.schema.hasTable('golden_path_releases')).toBe(true);
  });
});
