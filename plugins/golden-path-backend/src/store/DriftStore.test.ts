import { describeOnEachDatabase } from '../__testUtils__/eachDatabase';
import type { DriftDetails, DriftRecord } from './driftRows';
import { DriftStore } from './DriftStore';

type Found = DriftRecord & { details: DriftDetails };

function found(service: string, change: Partial<Found> = {}): Found {
  return {
    service,
    team: 'payments',
    tier: 'tier-1',
    state: 'none',
    files: { edited: 0, missing: 0, foreign: 0, behind: 0 },
    expired: 0,
    denied: 0,
    contractVersion: '1.0.0',
    orphan: false,
    commit: 'c'.repeat(40),
    since: '2026-11-21T09:00:00.000Z',
    checkedAt: '2026-11-21T10:00:00.000Z',
    details: {
      files: [{ path: `services/${service}/ü.yaml`, kind: 'behind' }],
      seen: [[`services/${service}/ü.yaml`, 'a'.repeat(40)]],
    },
    ...change,
  };
}

describeOnEachDatabase('the store of drift', setUp => {
  const create = async () => DriftStore.create(await setUp());

  it('keeps what was found, and takes what is found later in its place', async () => {
    const store = await create();
    const [a, gone] = [
      found('a'),
      found('gone', { orphan: true, contractVersion: undefined }),
    ];
    await store.save([a, gone]);
    expect(await store.get('a')).toEqual(a);
    expect((await store.getMany(['gone', 'b'])).get('gone')).toEqual(gone);
    const later = found('a', {
      state: 'unreadable',
      details: { files: [], problems: ['line 1: what'], seen: [] },
    });
    await store.save([later]);
    expect(await store.get('a')).toEqual(later);
    expect(await store.contractVersions()).toEqual(new Set(['1.0.0']));
    await store.delete(['gone']);
    expect(await store.names()).toEqual(['a']);
  });

  it('lists the worst first, page after page, and counts each state', async () => {
    const store = await create();
    await store.save([
      found('fine'),
      found('b-edited', { state: 'edited', team: 'risk' }),
      found('a-edited', { state: 'edited', tier: 'tier-3' }),
      found('broken', { state: 'unreadable' }),
      found('late', { state: 'behind' }),
    ]);
    const names = async (
      query: Partial<Parameters<DriftStore['list']>[0]>,
    ): Promise<[string[], number]> => {
      const { items, total } = await store.list({
        limit: 10,
        offset: 0,
        ...query,
      });
      return [items.map(({ service }) => service), total];
    };
    expect(await names({})).toEqual([
      ['broken', 'a-edited', 'b-edited', 'late', 'fine'],
      5,
    ]);
    expect(await names({ limit: 2, offset: 2 })).toEqual([
      ['b-edited', 'late'],
      5,
    ]);
    expect(await names({ state: 'edited', tier: 'tier-3' })).toEqual([
      ['a-edited'],
      1,
    ]);
    expect(await names({ search: 'RIS' })).toEqual([['b-edited'], 1]);
    expect(await names({ search: '%' })).toEqual([[], 0]);
    expect(await store.counts({ team: 'payments' })).toEqual({
      unreadable: 1,
      edited: 1,
      expired: 0,
      denied: 0,
      behind: 1,
      none: 1,
    });
  });

  it('lets one backend tell of an edit, once, until it is mended', async () => {
    const store = await create();
    await store.save([found('a', { state: 'edited' })]);
    expect(await store.claimTelling('a')).toBe(true);
    await store.save([found('a', { state: 'edited', denied: 1 })]);
    expect(await store.claimTelling('a')).toBe(false);
    await store.forgetTelling(['a']);
    expect(await store.claimTelling('a')).toBe(true);
  });

  it('knows how far a look is, and when the last one ended', async () => {
    const store = await create();
    expect(await store.look()).toEqual({});
    const running = {
      done: 50,
      services: 400,
      movedAt: '2026-11-21T10:00:00.000Z',
    };
    await store.lookIsAt(running);
    expect(await store.look()).toEqual({ running });
    const end = { checkedAt: '2026-11-21T10:00:01.000Z', commit: 'c' };
    await store.lookEnded(end);
    expect(await store.look()).toEqual(end);
    await store.lookIsAt(running);
    expect(await store.look()).toEqual({ ...end, running });
  });
});
