import { describeOnEachDatabase } from '../__testUtils__/eachDatabase';
import { DocumentStore } from './DocumentStore';
import { OriginStore } from './OriginStore';

describeOnEachDatabase('places of documents that do not answer', setUp => {
  it('are told since the first time, while documents of them are known', async () => {
    const { database } = await setUp();
    const store = await OriginStore.create({ database });
    const documents = await DocumentStore.create({ database });
    // A portal without a golden path has nothing to tell of it.
    await store.failed('golden-path', '2026-11-22T12:00:00.000Z', 'not found');
    await store.answered('git', '2026-11-22T12:00:00.000Z');
    expect(await store.failing()).toEqual([]);

    await store.failed('git', '2026-11-22T12:01:00.000Z', 'late');
    await store.failed('git', '2026-11-22T12:02:00.000Z', 'down');
    await documents.fail(
      {
        kind: 'git',
        bundle: 'a',
        origin: { kind: 'git', url: 'https://github.com/acme' },
        file: 'a.yaml',
        message: 'down',
      },
      '2026-11-22T12:02:00.000Z',
    );
    expect(await store.failing()).toEqual([
      {
        kind: 'git',
        answeredAt: '2026-11-22T12:00:00.000Z',
        failing: { since: '2026-11-22T12:01:00.000Z', message: 'down' },
      },
    ]);
    await store.answered('git', '2026-11-22T12:03:00.000Z');
    expect(await store.failing()).toEqual([]);
  });
});
