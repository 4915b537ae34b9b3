import { execFileSync } from 'node:child_process';
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { fraudService } from './__testUtils__/intents';
import { gitOf, startPortal, VIEWER } from './__testUtils__/portal';

jest.setTimeout(60_000);

describe('the objectives of merged services', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();

  it('are given as files of one commit: what is derived, and what people wrote beside it', async () => {
    folder.clear();
    const { as, stop } = await startPortal({
      folder: folder.path,
      knex: await databases.init('SQLITE_3'),
      seed: [fraudService({ accepts: [] })],
    });
    const before = await as(VIEWER).get('/slo-documents');
    expect(before.body).toEqual({
      commit: expect.any(String),
      items: [
        {
          service: 'fraud-service',
          path: 'services/fraud-service/slo.yaml',
          derived: true,
          text: expect.stringContaining('kind: SLO'),
        },
      ],
    });

    const push = `git clone -q "$0" clone && cd clone
      mkdir -p services/fraud-service/objectives services/gone/objectives
      echo 'version: prometheus/v1' > services/fraud-service/objectives/freshness.yml
      echo 'no document' > services/fraud-service/objectives/README.md
      echo 'of nobody' > services/gone/objectives/old.yaml
      git add -A && git -c user.name=x -c user.email=x@example.com commit -qm push && git push -q origin HEAD`;
    execFileSync('sh', ['-ec', push, gitOf({ folder: folder.path })], {
      cwd: folder.path,
      stdio: 'pipe',
    });

    const after = await as(VIEWER).get('/slo-documents?limit=1');
    expect(after.body.commit).not.toBe(before.body.commit);
    expect(after.body.nextCursor).toBeUndefined();
    expect(after.body.items).toEqual([
      {
        service: 'fraud-service',
        path: 'services/fraud-service/objectives/freshness.yml',
        derived: false,
        text: 'version: prometheus/v1\n',
      },
      before.body.items[0],
    ]);
    await stop();
  });
});
