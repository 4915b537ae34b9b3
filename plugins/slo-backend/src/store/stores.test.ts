import { describeOnEachDatabase } from '../__testUtils__/eachDatabase';
import { EpisodeStore } from './EpisodeStore';
import { MarkerStore, type StoredMarker } from './MarkerStore';
import { migrationsDirectory } from './openDatabase';
import { StatusStore, type StatusRow } from './StatusStore';

describeOnEachDatabase('the stores of what was collected', setUp => {
  it('bring their tables and take them away again', async () => {
    const { knex } = await setUp();
    expect(await knex.schema.hasTable('slo_history')).toBe(true);
    await knex.migrate.rollback({ directory: migrationsDirectory }, true);
    for (const name of ['history', 'progress', 'exclusions', 'status']) {
      expect(await knex.schema.hasTable(`slo_${name}`)).toBe(false);
    }
    await knex.migrate.latest({ directory: migrationsDirectory });
    expect(await knex.schema.hasTable('slo_episodes')).toBe(true);
  });

  it('keep a status whole, what is sorted by in columns of its own', async () => {
    const { database, knex } = await setUp();
    const store = await StatusStore.create({ database });
    const full: StatusRow = {
      id: 'a',
      state: 'burning',
      noBadSeries: true,
      sli: 0.9995,
      budget: { ratio: 0.5, minutes: 21.6, events: 4_320.25 },
      burn: [
        { window: '1h', rate: 2.5 },
        { window: '6h' },
        { window: '1d', rate: 0 },
        { window: '3d', rate: 1e-9 },
      ],
      exhaustsInSeconds: 864_000,
      paceOf: '1d',
      at: '2026-11-22T12:00:00.000Z',
      burns: [{ window: '5m', rate: 3 }],
      alerts: [],
      source: 'prometheus',
      readings: [['1h', { kind: 'value', errorRatio: 0.0025 }]],
    };
    const bare: StatusRow = {
      id: 'b',
      state: 'unknown',
      reason: 'It is down: „connect ECONNREFUSED“',
      burn: [
        { window: '1h' },
        { window: '6h' },
        { window: '1d' },
        { window: '3d' },
      ],
      burns: [],
      alerts: [],
      staleSince: '2026-11-22T12:00:00.000Z',
    };
    await store.replace([{ row: full }, { row: bare }]);
    expect(await store.get('a')).toEqual(full);
    expect(await store.get('b')).toEqual(bare);
    const known = (await store.known(['a'])).get('a');
    await store.replace([{ known, row: { ...bare, id: 'a' } }]);
    expect(await store.get('a')).toEqual({ ...bare, id: 'a' });
    const sorted = await knex('slo_status').orderBy('objective_id');
    expect(sorted[0]).toMatchObject({ burn_1h: null, budget_ratio: null });
    await store.delete(['a']);
    expect([...(await store.getMany(['a', 'b'])).keys()]).toEqual(['b']);
  });

  it('let one of several write a status in place of what all of them knew', async () => {
    const { database } = await setUp();
    const store = await StatusStore.create({ database });
    const row = (state: StatusRow['state'], id = 'a'): StatusRow => ({
      id,
      state,
      burn: [],
      burns: [],
      alerts: [],
    });
    const firsts = await Promise.all(
      [1, 2, 3].map(() => store.replace([{ row: row('healthy') }])),
    );
    expect(firsts.map(({ size }) => size).sort()).toEqual([0, 0, 1]);
    const known = (await store.known(['a'])).get('a');
    const states = ['burning', 'exhausted', 'no-data'] as const;
    const seconds = await Promise.all(
      states.map(state =>
        store.replace([
          { known, row: row(state) },
          { row: row(state, `${state}-of-its-own`) },
        ]),
      ),
    );
    const winner = seconds.findIndex(ids => ids.has('a'));
    expect(seconds.filter(ids => ids.has('a'))).toHaveLength(1);
    expect((await store.get('a'))?.state).toBe(states[winner]);
    // What nobody else wrote is written all the same.
    expect(seconds.every(({ size }) => size >= 1)).toBe(true);
  });

  it('let one of several tell of an episode, and one end it', async () => {
    const { database } = await setUp();
    const store = await EpisodeStore.create({ database });
    const now = '2026-11-22T12:00:00.000Z';
    const claims = await Promise.all(
      [1, 2, 3].map(() => store.begin('a', 'exhausted', now)),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await store.begin('a', 'burning-fast', now)).toBe(true);
    expect(await store.open(['a', 'b'])).toEqual(
      new Map([['a', new Set(['burning-fast', 'exhausted'])]]),
    );
    expect(await store.end('a', 'exhausted')).toBe(true);
    expect(await store.end('a', 'exhausted')).toBe(false);
  });

  it('keep news once, of its service and time', async () => {
    const { database } = await setUp();
    const store = await MarkerStore.create({ database });
    const marker = (key: string, at: number): StoredMarker => ({
      key,
      service: 'payments-api',
      kind: 'change',
      at,
      title: key,
    });
    await store.add([marker('a', 1_000), marker('b', 2_000)]);
    await store.add([{ ...marker('a', 1_000), title: 'again' }]);
    await store.add([{ ...marker('long', 0), kind: 'incident', to: 1_500 }]);
    await store.add([{ ...marker('other', 1_200), service: 'fraud-service' }]);
    const titles = async (from: number, to: number) =>
      (await store.between('payments-api', from, to)).map(({ title }) => title);
    expect(await titles(1_000, 2_000)).toEqual(['long', 'a']);
    expect(await titles(1_500, 3_000)).toEqual(['b']);
    await store.prune(1_500);
    expect(await titles(0, 3_000)).toEqual(['b']);
  });
});
