import { mockServices } from '@backstage/backend-test-utils';
import { fixtures, sam } from '../../__testUtils__/fixtures';
import {
  describeLocalHost,
  merge,
} from '../../__testUtils__/describeLocalHost';
import { Git } from '../git/git';
import { Maintenance } from '../git/Maintenance';

jest.setTimeout(120_000);

describeLocalHost('keeps a repository that', setupOf => {
  it('can be cloned by a person, and takes what they push to the branch of a request', async () => {
    const setup = setupOf();
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

  describe('takes over that people with git alone', () => {
    async function clone() {
      const setup = setupOf();
      const host = await setup.start();
      const request = await host.propose(fixtures.proposal);
      await setup.git('clone', '-q', setup.directory, 'clone');
      const git = (...args: string[]) =>
        setup.git(
          ...['-C', 'clone', '-c', 'user.name=O', '-c', 'user.email=o@x.org'],
          ...args,
        );
      const branch = `origin/${request.branch}`;
      return { setup, host, request, git, branch };
    }

    it.each([
      ['merged it', ['merge', '-q', '--no-ff'], false],
      ['merged it and removed the branch', ['merge', '-q', '--no-ff'], true],
      ['moved the base branch on to it', ['merge', '-q', '--ff-only'], false],
      ['squashed it', ['merge', '-q', '--squash'], false],
      ['squashed it and removed the branch', ['merge', '--squash'], true],
    ])('%s', async (_, merging, removed) => {
      const { setup, host, request, git, branch } = await clone();
      const other = await setup.start();
      await host.propose(fixtures.other);
      await git(...merging, branch);
      if (merging.includes('--squash')) {
        await git('commit', '-qm', 'Add payments-api, by hand');
      }
      const brought = await git('rev-parse', 'HEAD');
      await git('commit', '-q', '--allow-empty', '-m', 'Later');
      await git('push', '-q', 'origin', 'HEAD:main');
      if (removed) {
        await git('push', '-q', 'origin', '--delete', request.branch);
      }

      // Many look at the same time, in two processes.
      const hosts = [host, other, host, host];
      const seen = await Promise.all(
        hosts.map(async each => (await each.get(request.id)).state),
      );
      expect(seen).toEqual(hosts.map(() => 'merged'));
      const open = (await host.list({ state: 'open' })).items;
      expect(open.map(({ key }) => key)).toEqual(['fraud-service']);
      const merged = await host.get(request.id);
      expect(merged).toMatchObject({
        state: 'merged',
        commit: request.commit,
        mergeCommit: brought,
        mergedAt: expect.any(String),
      });
      // Nobody is named on the word of a commit that anybody may have written.
      expect(merged.mergedBy).toBeUndefined();
      expect((await host.diff(request.id)).total).toBe(2);
      expect(await host.find({ key: request.key })).toBeUndefined();

      const again = await setup.start();
      expect(await again.get(request.id)).toEqual(merged);
      const next = await again.propose({
        ...fixtures.proposal,
        write: [{ path: 'services/payments-api/intent.yaml', text: 'v: 2\n' }],
      });
      expect(next.number).toBeGreaterThan(request.number);
    });

    it('merged it with commits of their own on top', async () => {
      const { host, request, git, branch } = await clone();
      await git('merge', '-q', '--no-ff', branch);
      await git('commit', '-q', '--allow-empty', '-m', 'On top');
      await git('push', '-q', 'origin', `HEAD:main`, `HEAD:${request.branch}`);
      expect((await host.get(request.id)).state).toBe('merged');
    });

    it('merged half of it, or emptied its branch: it stays open', async () => {
      const { host, request, git, branch } = await clone();
      await git('checkout', '-q', branch, '--', 'services');
      await git('commit', '-qm', 'Half of it');
      await git('push', '-q', 'origin', 'HEAD:main');
      expect((await host.get(request.id)).state).toBe('open');
      await git('push', '-qf', 'origin', `HEAD:${request.branch}`);
      expect((await host.get(request.id)).state).toBe('open');
      expect((await host.list({ state: 'open' })).items).toMatchObject([
        { id: request.id, commit: await git('rev-parse', 'HEAD') },
      ]);
    });

    it('removed its branch: it is closed', async () => {
      const { host, request, git } = await clone();
      await git('push', '-q', 'origin', '--delete', request.branch);
      expect((await host.list({ state: 'open' })).total).toBe(0);
      expect((await host.get(request.id)).state).toBe('closed');
    });
  });

  it('leaves it to the portal to close a request that another one made empty', async () => {
    const host = await setupOf().start();
    const request = await host.propose(fixtures.proposal);
    const { key } = fixtures.other;
    await merge(host, await host.propose({ ...fixtures.proposal, key }));
    expect((await host.get(request.id)).state).toBe('open');
  });

  it('takes a branch that holds nothing of its own, and no name from a commit of others', async () => {
    const setup = setupOf();
    const host = await setup.start();
    const { branch } = await merge(host, await host.propose(fixtures.proposal));
    await setup.git('clone', '-q', setup.directory, 'clone');
    const git = (...args: string[]) => setup.git('-C', 'clone', ...args);
    await git('push', '-q', 'origin', `HEAD:${branch}`);
    const next = {
      ...fixtures.proposal,
      write: [{ path: 'services/payments-api/intent.yaml', text: 'v: 2\n' }],
    };
    const request = await host.propose({ ...next, author: sam });
    expect(request.author).toBe(sam.ref);
    await host.close(request.id);

    // Also one that claims to be a request of the portal, after the restart too.
    await git(
      ...['-c', 'user.name=Eve', '-c', `user.email=${sam.ref}@fairway.local`],
      ...['commit', '-q', '--allow-empty', '-m'],
      `Mine\n\nFairway-Request: local-99\nFairway-Service: ${request.key}`,
    );
    await git('push', '-q', 'origin', `HEAD:${branch}`);
    for (const portal of [host, await setup.start()]) {
      expect((await portal.list({ state: 'open' })).total).toBe(0);
      await expect(portal.propose(next)).rejects.toThrow(
        /branch fairway\/payments-api of the GitOps repository holds .* Rename or delete that branch there/,
      );
    }
  });

  it('knows which merge last changed a service, whatever else was merged since', async () => {
    const host = await setupOf().start();
    const first = await merge(host, await host.propose(fixtures.proposal));
    const second = await merge(host, await host.propose(fixtures.other));
    const head = await host.headCommit();
    expect(head).toBe(second.mergeCommit);
    const folder = `services/${first.key}`;
    expect(await host.lastChange({ commit: head, folder })).toBe(
      first.mergeCommit,
    );
    expect(
      await host.lastChange({ commit: head, folder, since: first.mergeCommit }),
    ).toBeUndefined();
    expect(
      await host.lastChange({ commit: head, folder: 'services/nobody' }),
    ).toBeUndefined();
    const changes = await host.changesOf({
      commit: head,
      folder: 'services',
      limit: 2,
    });
    expect(changes).toEqual([second.mergeCommit, first.mergeCommit]);
  });

  it('says in the history who asked for what', async () => {
    const setup = setupOf();
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
    const setup = setupOf();
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
    const setup = setupOf();
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
});
