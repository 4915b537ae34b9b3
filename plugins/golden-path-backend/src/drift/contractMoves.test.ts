import { execFileSync } from 'node:child_process';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type {
  DriftAnswer,
  ServiceDrift,
} from '@fairway/plugin-golden-path-common';
import type { Knex } from 'knex';
import { fraudService, paymentsApi } from '../__testUtils__/intents';
import {
  ENGINEER,
  gitOf,
  SHIPPED_CONTRACT,
  startPortal,
} from '../__testUtils__/portal';

jest.setTimeout(120_000);

const rollout =
  'clusters/prod-eu-1/prod-payments-billing/payments-api/rollout-payments-api.yaml';

describe('drift when the contract moves', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();
  const contractPath = folder.resolve('platform');
  let knex: Knex;

  beforeAll(async () => {
    folder.clear();
    knex = await databases.init('SQLITE_3');
    await fs.cp(SHIPPED_CONTRACT, contractPath, { recursive: true });
  });

  function start() {
    return startPortal({
      folder: folder.path,
      knex,
      contractPath,
      seed: [fraudService({ accepts: ['payments-api'] }), paymentsApi()],
    });
  }
  type Portal = Awaited<ReturnType<typeof start>>;

  async function checked({ as }: Portal): Promise<DriftAnswer> {
    const list = async (): Promise<DriftAnswer> =>
      (await as(ENGINEER).get('/drift')).body;
    const { checkedAt } = await list();
    expect((await as(ENGINEER).post('/drift/check')).status).toBe(202);
    for (;;) {
      const answer = await list();
      if (answer.checkedAt !== checkedAt && !answer.running) {
        return answer;
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  async function drift({ as }: Portal): Promise<ServiceDrift> {
    return (await as(ENGINEER).get('/drift/payments-api')).body;
  }

  /** A release of the contract under which tier-1 has longer to stop. */
  async function release(version: string, seconds: number): Promise<void> {
    const edit = async (file: string, from: RegExp, to: string) => {
      const at = path.join(contractPath, file);
      await fs.writeFile(at, (await fs.readFile(at, 'utf8')).replace(from, to));
    };
    await edit('contract.yaml', /^( +version:).*$/m, `$1 ${version}`);
    await edit('changelog.yaml', /^( +- version:).*$/m, `$1 ${version}`);
    await edit('tiers.yaml', /(terminationGrace\w*:) \S+/, `$1 ${seconds}s`);
    // The files of the contract are looked at every two seconds.
    await new Promise(resolve => setTimeout(resolve, 2_100));
  }

  it('services are behind, edits by hand stay apart from that, and a restart changes nothing', async () => {
    let portal = await start();
    await checked(portal);
    await release('1.1.0', 77);
    const moved = await checked(portal);
    expect(moved).toMatchObject({
      contractVersion: '1.1.0',
      counts: { behind: 2, edited: 0 },
    });
    const behind = await drift(portal);
    expect(behind).toMatchObject({
      state: 'behind',
      contractVersion: '1.0.0',
      files: { edited: 0, missing: 0, foreign: 0 },
      may: { mend: { allowed: true } },
    });
    expect(
      behind.fileList.find(file => file.path === rollout)?.words.join(),
    ).toContain('77');
    await portal.stop();

    const clone = folder.resolve('clone');
    execFileSync('git', ['clone', '-q', gitOf({ folder: folder.path }), clone]);
    execFileSync(
      'sh',
      [
        '-ec',
        `sed -i 's/memory: 1536Mi/memory: 2Gi/' ${rollout}
         git -c user.name=x -c user.email=x@example.com commit -qam push
         git push -q origin HEAD:main`,
      ],
      { cwd: clone, stdio: 'pipe' },
    );
    portal = await start();
    await checked(portal);
    const edited = await drift(portal);
    expect(edited.state).toBe('edited');
    expect(edited.files).toEqual({
      ...behind.files,
      edited: 1,
      behind: behind.files.behind - 1,
    });
    const other = moved.items.find(item => item.service === 'fraud-service');
    const { items } = await checked(portal);
    expect(items.find(item => item.service === 'fraud-service')).toEqual(other);

    const { status, body } = await portal
      .as(ENGINEER)
      .post('/drift/payments-api/mend');
    expect({ status, body }).toMatchObject({ status: 201 });
    const mended = await drift(portal);
    expect(mended.request?.id ?? body.id).toBe(body.id);
    await portal.stop();
  });
});
