import { fixtures } from '../fixtures';
import type { UnderTest } from './underTest';

/** What the repository holds, read by commit, and what it begins with. */
export function describeDesiredState(underTest: () => UnderTest): void {
  it('reads trees, files and what changed between commits', async () => {
    const { host, propose, merge } = underTest();
    const before = await host.headCommit();
    const { mergeCommit } = await merge(await propose());
    const commit = mergeCommit!;

    const all = await host.readTree({ commit });
    expect(all.map(entry => entry.path)).toEqual([
      'clusters/prod-eu-1/payments/service-payments-api.yaml',
      'services/payments-api/intent.yaml',
    ]);
    expect(await host.readTree({ commit, prefixes: ['services/'] })).toEqual([
      all[1],
    ]);
    expect(await host.changedBetween({ from: before, to: commit })).toEqual(
      all.map(({ path, blob }) => ({ path, change: 'added', after: blob })),
    );
    expect(await host.changedBetween({ from: commit, to: commit })).toEqual([]);

    const texts = await host.readFiles({
      commit,
      paths: ['services', 'services/none.yaml', all[1].path],
    });
    expect([...texts]).toEqual([[all[1].path, 'v: 1\n']]);
    await expect(
      host.readTree({ commit: '0'.repeat(40) }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    await expect(
      host.readFiles({ commit: 'HEAD', paths: ['a'] }),
    ).rejects.toMatchObject({ name: 'InputError' });
  });

  it('gives back every text as it was', async () => {
    const { host, propose } = underTest();
    const texts = ['', '\n', 'a\r\nb', 'ünï ☃ 😀', ' lead', 'missing\n', '\0x'];
    const write = texts.map((text, index) => ({
      path: `services/payments-api/with "quotes" & ☃ ${index}.yaml`,
      text,
    }));
    const { commit } = await propose({ write });
    const read = await host.readFiles({
      commit,
      paths: write.map(file => file.path),
    });
    expect([...read.values()]).toEqual(texts);
  });

  it('seeds an empty repository once, where it can', async () => {
    const { host } = underTest();
    if (!host.capabilities.seed) {
      return;
    }
    expect(await host.isEmpty()).toBe(true);
    const seed = () =>
      host.seed({ ...fixtures.seed, files: fixtures.seedFiles() });
    const first = await seed();
    expect(first).toEqual({ seeded: true, commit: await host.headCommit() });
    expect(await host.isEmpty()).toBe(false);
    expect(await seed()).toEqual({ seeded: false, commit: first.commit });
    expect(await host.readTree({ commit: first.commit })).toHaveLength(1000);
  });
}
