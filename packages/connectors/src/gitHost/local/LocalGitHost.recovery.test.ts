import { promises as fs } from 'node:fs';
import path from 'node:path';
import { fixtures, sam } from '../../__testUtils__/fixtures';
import {
  describeLocalHost,
  merge,
} from '../../__testUtils__/describeLocalHost';

jest.setTimeout(120_000);

describeLocalHost('after a crash', setupOf => {
  it('finds everything again after a restart', async () => {
    const setup = setupOf();
    const first = await setup.start();
    const open = await first.propose(fixtures.proposal);
    const merged = await merge(first, await first.propose(fixtures.other));
    await first.stop();
    await expect(first.headCommit()).rejects.toThrow(/shutting down/);

    const second = await setup.start();
    expect(await second.headCommit()).toBe(merged.mergeCommit);
    expect((await second.list()).items).toEqual([merged, open]);
  });

  it.each(['fast-import', 'update-ref'])(
    'leaves nothing behind when %s is killed, and goes on',
    async command => {
      const setup = setupOf();
      const { git, arm } = await setup.mortalGit(command);
      const host = await setup.start({ git });
      const head = await host.headCommit();

      await arm();
      await expect(host.propose(fixtures.proposal)).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringMatching(/it was killed.+try again/),
      });
      await setup.requireWhole();
      const again = await setup.start();
      expect((await again.list()).total).toBe(0);
      const request = await again.propose(fixtures.proposal);

      await arm();
      await expect(merge(host, request)).rejects.toThrow(/was killed/);
      expect(await again.headCommit()).toBe(head);
      expect((await again.get(request.id)).state).toBe('open');
      expect((await merge(again, request)).state).toBe('merged');
    },
  );

  it('heals records that lag behind the repository', async () => {
    const setup = setupOf();
    const first = await setup.start();
    const merged = await merge(first, await first.propose(fixtures.other));
    const open = await first.propose(fixtures.proposal);
    const closed = await first.propose(fixtures.proposalOf('mobile-bff'));
    await first.stop();
    const requests = () => setup.knex('local_git_requests');
    // Died between the refs and the record: merged, closed and opened, as the repository has them.
    await requests()
      .where({ number: merged.number })
      .update({ state: 'open', merge_commit: null, merged_at: null });
    await setup.git(
      '--git-dir',
      setup.directory,
      'branch',
      '-D',
      closed.branch,
    );
    await requests().where({ number: open.number }).delete();

    const second = await setup.start();
    expect(await second.get(merged.id)).toMatchObject({
      state: 'merged',
      mergeCommit: merged.mergeCommit,
      mergedBy: sam.ref,
    });
    expect((await second.get(closed.id)).state).toBe('closed');
    expect(await second.get(open.id)).toMatchObject({
      state: 'open',
      key: open.key,
      title: open.title,
      body: open.body,
      author: open.author,
      commit: open.commit,
      baseCommit: open.baseCommit,
      contractVersion: '1.0.0',
    });
  });

  it('makes all records anew when the database is lost, and gives no number twice', async () => {
    const setup = setupOf();
    const first = await setup.start();
    const merged = await merge(first, await first.propose(fixtures.other));
    const open = await first.propose(fixtures.proposal);
    await first.stop();
    await setup.knex('local_git_requests').delete();
    await setup.knex('local_git_counters').update({ value: 0 });

    const second = await setup.start();
    expect(
      (await second.list()).items.map(({ id, state }) => [id, state]),
    ).toEqual([
      [open.id, 'open'],
      [merged.id, 'merged'],
    ]);
    const next = await second.propose(fixtures.proposalOf('mobile-bff'));
    expect(next.number).toBe(open.number + 1);
  });

  it.each([
    ['the folder of the repository is gone', ''],
    ['its HEAD cannot be read', 'HEAD'],
  ])(
    'does not begin anew over the requests it knows when %s',
    async (_, lost) => {
      const setup = setupOf();
      const first = await setup.start();
      const open = await first.propose(fixtures.proposal);
      await first.stop();
      const kept = `${setup.directory}.kept`;
      await fs.cp(setup.directory, kept, { recursive: true });
      await fs.rm(path.join(setup.directory, lost), { recursive: true });
      if (lost) {
        await fs.writeFile(path.join(setup.directory, lost), 'nonsense');
      }

      await expect(setup.start()).rejects.toThrow(
        /is missing or cannot be read: .* keeps a change request of it\. Nothing was changed\. Put the folder back from a backup .*git fsck.*npm start -- --fresh/,
      );

      await fs.rm(setup.directory, { recursive: true, force: true });
      await fs.rename(kept, setup.directory);
      const second = await setup.start();
      expect((await second.list()).items).toEqual([open]);
    },
  );

  it('finishes a merge that died before its branch was gone', async () => {
    const setup = setupOf();
    const first = await setup.start();
    const merged = await merge(first, await first.propose(fixtures.proposal));
    await first.stop();
    await setup.git(
      '--git-dir',
      setup.directory,
      'branch',
      merged.branch,
      merged.commit,
    );
    await setup.knex('local_git_requests').update({ state: 'open' });

    const second = await setup.start();
    expect((await second.get(merged.id)).state).toBe('merged');
    expect(await second.find({ key: merged.key })).toBeUndefined();
  });

  it('seeds nothing when the files fail on the way', async () => {
    const setup = setupOf();
    const host = await setup.start();
    async function* failing() {
      yield { path: 'services/a/intent.yaml', text: 'a' };
      throw new Error('the seed is broken');
    }
    await expect(
      host.seed({ ...fixtures.seed, files: failing() }),
    ).rejects.toThrow('the seed is broken');
    expect(await host.isEmpty()).toBe(true);
    expect(
      (await host.seed({ ...fixtures.seed, files: fixtures.seedFiles() }))
        .seeded,
    ).toBe(true);
  });
});
