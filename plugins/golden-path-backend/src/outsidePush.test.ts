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

    const { commit } = (await retire()).body;
    const approved = await as(REVIEWER).post(`/change-requests/${id}/approve`, {
      commit,
    });
    expect(approved.body).toMatchObject({ id, awaiting: [] });
    await stop();
  });
});
