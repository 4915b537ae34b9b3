import { mockServices } from '@backstage/backend-test-utils';
import { fixtures } from '../../__testUtils__/fixtures';
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
