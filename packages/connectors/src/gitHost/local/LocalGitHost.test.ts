import { mockServices } from '@backstage/backend-test-utils';
import { describeGitHost } from '../../__testUtils__/describeGitHost';
import { fixtures, sam } from '../../__testUtils__/fixtures';
import { describeDatabases, LocalSetup } from '../../__testUtils__/LocalSetup';
import type { GitHost, HostRequest } from '..';
import { Git } from './git';
import { Maintenance } from './Maintenance';

jest.setTimeout(120_000);

describeDatabases(databaseId => {
  describeGitHost('LocalGitHost', async () => {
    const setup = await LocalSetup.create(databaseId);
    return {
      host: await setup.start(),
      cleanup: async () => {
        await setup.requireWhole();
        await setup.cleanup();
      },
    };
  });

  describe('LocalGitHost in a rough world', () => {
    let setup: LocalSetup;

    beforeEach(async () => {
      setup = await LocalSetup.create(databaseId);
    });

    afterEach(async () => {
      await setup.requireWhole();
      await setup.cleanup();
    });

    const merge = (host: GitHost, request: HostRequest) =>
      host.merge(request.id, { expectedCommit: request.commit, author: sam });

    it('finds everything again after a restart', async () => {
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

    it('finishes a merge that died before its branch was gone', async () => {
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

    it('works in several processes at once', async () => {
      const hosts = [
        await setup.start(),
        await setup.start(),
        await setup.start(),
      ];
      const keys = Array.from({ length: 9 }, (_, index) => `service-${index}`);
      const requests = await Promise.all(
        keys.map((key, index) =>
          hosts[index % 3].propose(fixtures.proposalOf(key)),
        ),
      );
      expect(new Set(requests.map(request => request.number)).size).toBe(9);
      await Promise.all(
        requests.map((request, index) =>
          merge(hosts[(index + 1) % 3], request),
        ),
      );
      for (const host of hosts) {
        expect((await host.list({ state: 'merged' })).total).toBe(9);
        const commit = await host.headCommit();
        expect(await host.readTree({ commit })).toHaveLength(18);
      }
    });

    it('makes one request when several processes propose for the same service', async () => {
      const hosts = [
        await setup.start(),
        await setup.start(),
        await setup.start(),
      ];
      const requests = await Promise.all(
        hosts.map((host, index) =>
          host.propose({
            ...fixtures.proposal,
            write: [
              {
                path: 'services/payments-api/intent.yaml',
                text: `v: ${index}\n`,
              },
            ],
          }),
        ),
      );
      expect(new Set(requests.map(request => request.id)).size).toBe(1);
      expect((await hosts[0].list({ state: 'open' })).total).toBe(1);
    });

    it('merges a request once when two people press the button', async () => {
      const hosts = [await setup.start(), await setup.start()];
      const request = await hosts[0].propose(fixtures.proposal);
      const merged = await Promise.all(hosts.map(host => merge(host, request)));
      expect(merged[0].mergeCommit).toBe(merged[1].mergeCommit);
    });

    it('can be cloned by a person, and takes what they push to the branch of a request', async () => {
      const host = await setup.start();
      const request = await host.propose(fixtures.proposal);
      await setup.git(
        'clone',
        '--quiet',
        '--branch',
        request.branch,
        setup.directory,
        'clone',
      );
      const clone = [
        '-C',
        'clone',
        '-c',
        'user.name=P',
        '-c',
        'user.email=p@example.com',
      ];
      await setup.git(
        ...clone,
        'rm',
        '--quiet',
        'services/payments-api/intent.yaml',
      );
      await setup.git(...clone, 'commit', '--quiet', '-m', 'By hand');
      await setup.git(...clone, 'push', '--quiet', 'origin', 'HEAD');

      const pushed = await host.get(request.id);
      expect(pushed.commit).not.toBe(request.commit);
      expect((await host.diff(request.id)).total).toBe(1);
      await expect(merge(host, request)).rejects.toThrow(/has moved/);
      expect((await merge(host, pushed)).state).toBe('merged');
    });

    it('says in the history who asked for what', async () => {
      const host = await setup.start();
      const request = await host.propose(fixtures.proposal);
      const { mergeCommit } = await merge(host, request);
      const log = await setup.git(
        '--git-dir',
        setup.directory,
        'log',
        '--format=%an <%ae>%n%B',
        '--topo-order',
        '-2',
        `${mergeCommit}`,
      );
      expect(log).toBe(
        [
          'Sam <user:default/sam.reviewer@fairway.local>',
          'Add payments-api (#1)',
          '',
          'Fairway-Request: local-1',
          'Fairway-Service: payments-api',
          'Fairway-Contract: 1.0.0',
          '',
          'Priya <user:default/priya.engineer@fairway.local>',
          'Add payments-api',
          '',
          'A service of the golden path.',
          '',
          'Fairway-Request: local-1',
          'Fairway-Service: payments-api',
          'Fairway-Contract: 1.0.0',
        ].join('\n'),
      );
    });

    it('runs no hook and reads no configuration but its own', async () => {
      const host = await setup.start();
      const proof = await setup.plantHooks();
      process.env.GIT_DIR = '/nowhere';
      process.env.GIT_CONFIG_COUNT = '1';
      process.env.GIT_CONFIG_KEY_0 = 'core.hooksPath';
      process.env.GIT_CONFIG_VALUE_0 = `${setup.directory}/hooks`;
      try {
        await merge(host, await host.propose(fixtures.proposal));
      } finally {
        for (const name of [
          'DIR',
          'CONFIG_COUNT',
          'CONFIG_KEY_0',
          'CONFIG_VALUE_0',
        ]) {
          delete process.env[`GIT_${name}`];
        }
      }
      expect(await proof()).toBe(false);
      await setup.git(
        '--git-dir',
        setup.directory,
        'update-ref',
        '-d',
        'refs/heads/none',
      );
      await setup.git('--git-dir', setup.directory, 'branch', 'by-hand');
      expect(await proof()).toBe(true);
    });

    it('packs what many small requests left, and reads on', async () => {
      const host = await setup.start();
      const keys = Array.from({ length: 12 }, (_, index) => `service-${index}`);
      const requests = await Promise.all(
        keys.map(key =>
          host.propose({
            ...fixtures.proposalOf(key),
            write: Array.from({ length: 80 }, (_, index) => ({
              path: `services/${key}/${index}.yaml`,
              text: `${key} ${index}\n`,
            })),
          }),
        ),
      );
      const loose = () =>
        setup.git('--git-dir', setup.directory, 'count-objects');
      const texts = () =>
        Promise.all(
          requests.map(({ commit, key }) =>
            host.readFiles({ commit, paths: [`services/${key}/0.yaml`] }),
          ),
        );
      const before = await texts();
      expect(await loose()).not.toMatch(/^0 /);

      const maintenance = new Maintenance({
        git: new Git({ binary: 'git', directory: setup.directory }),
        logger: mockServices.logger.mock(),
        looseObjects: 1,
      });
      maintenance.start();
      await maintenance.idle();
      expect(await loose()).toMatch(/^0 /);
      expect(await texts()).toEqual(before);
      expect((await merge(host, requests[0])).state).toBe('merged');
    });

    it('seeds nothing when the files fail on the way', async () => {
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
});
