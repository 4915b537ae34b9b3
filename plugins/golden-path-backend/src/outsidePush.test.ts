import { execFileSync } from 'node:child_process';
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { fraudService } from './__testUtils__/intents';
import { gitOf, REVIEWER, RISK, startPortal } from './__testUtils__/portal';

jest.setTimeout(60_000);

describe('a request that somebody pushed to past the portal', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();

  beforeEach(() => folder.clear());

  it('is approved and merged by nobody, until it is proposed again', async () => {
    const { as, stop } = await startPortal({
      folder: folder.path,
      knex: await databases.init('SQLITE_3'),
      seed: [fraudService({ accepts: [] })],
    });
    const retire = () =>
      as(RISK).post('/services/fraud-service/flows', {
        flow: { kind: 'retire' },
      });
    const { id, branch, awaiting } = (await retire()).body;
    expect(awaiting).toEqual(['sre']);
    execFileSync(
      'sh',
      [
        '-ec',
        `git clone -q -b "$1" "$0" clone && cd clone && echo mine > README.md && git add -A
         git -c user.name=x -c user.email=x@example.com commit -qm push
         git push -q origin "HEAD:$1"`,
        gitOf({ folder: folder.path }),
        branch,
      ],
      { cwd: folder.path, stdio: 'pipe' },
    );

    const { body: pushed } = await as(REVIEWER).get(`/change-requests/${id}`);
    expect(pushed).toMatchObject({
      outside: {
        kind: 'added',
        commit: pushed.commit,
        since: expect.any(String),
      },
      counts: { added: 1, changed: 0 },
      files: expect.arrayContaining([
        { path: 'README.md', change: 'added', words: [] },
      ]),
    });
    const { body: list } = await as(REVIEWER).get('/change-requests');
    expect(list.items).toMatchObject([{ id, outside: pushed.outside }]);
    const { body: diff } = await as(REVIEWER).get(
      `/change-requests/${id}/diff?limit=100`,
    );
    expect(pushed.files).toHaveLength(diff.total);
    const why = expect.stringContaining('Somebody pushed to the branch');
    expect(pushed.may).toMatchObject({
      approve: { allowed: false, why },
      merge: { allowed: false, why },
    });
    for (const verb of ['approve', 'merge']) {
      const { body } = await as(REVIEWER).post(
        `/change-requests/${id}/${verb}`,
        { commit: pushed.commit },
      );
      expect(body.error.message).toEqual(why);
    }

    const again = (await retire()).body;
    expect(again.outside).toBeUndefined();
    expect(again.counts).toMatchObject({ added: 0 });
    const { commit } = again;
    const approved = await as(REVIEWER).post(`/change-requests/${id}/approve`, {
      commit,
    });
    expect(approved.body).toMatchObject({ id, awaiting: [] });
    await stop();
  });

  it('is merged once its branch was merged by hand, and nobody presses a button for it any more', async () => {
    const { as, stop } = await startPortal({
      folder: folder.path,
      knex: await databases.init('SQLITE_3'),
      seed: [fraudService({ accepts: [] })],
    });
    const { id, branch } = (
      await as(RISK).post('/services/fraud-service/flows', {
        flow: { kind: 'retire' },
      })
    ).body;
    execFileSync(
      'sh',
      [
        '-ec',
        `git clone -q "$0" clone && cd clone
         git -c user.name=x -c user.email=x@example.com merge -q --no-ff "origin/$1"
         git push -q origin HEAD:main`,
        gitOf({ folder: folder.path }),
        branch,
      ],
      { cwd: folder.path, stdio: 'pipe' },
    );

    const { body } = await as(RISK).get(`/change-requests/${id}`);
    expect(body).toMatchObject({
      state: 'merged',
      mergeCommit: expect.any(String),
      may: { approve: { allowed: false, why: 'The request is merged.' } },
    });
    // Nobody is named on the word of a commit.
    expect(body.mergedBy).toBeUndefined();
    const open = await as(RISK).get('/change-requests?state=open');
    expect(open.body.total).toBe(0);
    await stop();
  });
});
