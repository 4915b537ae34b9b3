import type { AuthoringDraft } from '@fairway/plugin-golden-path-common';
import { describeOnEachDatabase } from '../__testUtils__/eachDatabase';
import { DraftStore } from './DraftStore';

function draft(id: string, change: Partial<AuthoringDraft> = {}) {
  return {
    id,
    title: 'Cheaper nodes \u{1F4B6}',
    paths: ['contract/prices.yaml'],
    changedBy: 'user:default/pat.platform',
    changedAt: '2026-11-21T09:00:00.000Z',
    changes: {
      'contract/prices.yaml': `prices: {} # \u0000 "'\\ \ud800 ${'ä'.repeat(
        100_000,
      )}\n`,
      'contract/changelog.yaml': null,
    },
    basedOn: 'f'.repeat(64),
    revision: 1,
    ...change,
  };
}

describeOnEachDatabase('the store of drafts', setUp => {
  const create = async () => DraftStore.create(await setUp());

  it('keeps what was written, to the character', async () => {
    const store = await create();
    expect(await store.add(draft('a'), { limit: 2 })).toBe(true);
    expect(await store.get('a')).toEqual(draft('a'));
    expect(await store.get('b')).toBeUndefined();
  });

  it('lists the newest first, without texts, and has room for so many', async () => {
    const store = await create();
    await store.add(draft('a'), { limit: 2 });
    const newer = { changedAt: '2026-11-21T10:00:00.000Z' };
    await store.add(draft('b', newer), { limit: 2 });
    expect(await store.add(draft('c'), { limit: 2 })).toBe(false);
    const { changes, basedOn, revision, ...summary } = draft('b', newer);
    const list = await store.list();
    expect(list.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(list[0]).toEqual(summary);
    expect(await store.delete('b')).toBe(true);
    expect(await store.delete('b')).toBe(false);
    expect(await store.add(draft('c'), { limit: 2 })).toBe(true);
  });

  it('takes a revision only in the place of the one before', async () => {
    const store = await create();
    await store.add(draft('a'), { limit: 2 });
    const mine = draft('a', { title: 'Mine', revision: 2 });
    const yours = draft('a', { title: 'Yours', revision: 2 });
    const took = [await store.replace(mine), await store.replace(yours)];
    expect(took).toEqual([true, false]);
    expect(await store.get('a')).toEqual(mine);
    expect(await store.replace(draft('gone', { revision: 2 }))).toBe(false);
  });
});
