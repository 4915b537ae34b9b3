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
import { lookedAgain } from './__testUtils__/lookedAgain';

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

  const checked = (portal: Portal, found?: (answer: DriftAnswer) => boolean) =>
    lookedAgain({ portal, folder: folder.path, found });

  async function drift({ as }: Portal): Promise<ServiceDrift> {
    return (await as(ENGINEER).get('/drift/payments-api')).body;
  }

  /** A release of the contract under which tier-1 has longer to stop; whole at once, as files are put in place. */
  async function release(version: string, seconds: number): Promise<void> {
    const next = folder.resolve('next');
    await fs.cp(contractPath, next, { recursive: true });
    const edit = async (file: string, from: RegExp, to: string) => {
      const at = path.join(next, file);
      await fs.writeFile(at, (await fs.readFile(at, 'utf8')).replace(from, to));
    };
    await edit('contract.yaml', /^( +version:).*$/m, `$1 ${version}`);
    await edit('changelog.yaml', /^( +- version:).*$/m, `$1 ${version}`);
    await edit('tiers.yaml', /(terminationGrace\w*:) \S+/, `$1 ${seconds}s`);
    await fs.rename(contractPath, folder.resolve('before'));
    await fs.rename(next, contractPath);
  }

  it('services are behind, edits by hand stay apart from that, and a restart changes nothing', async () => {
    let portal = await start();
    await checked(portal);
    await release('1.1.0', 77);
    const moved = await checked(portal, ({ counts }) => counts.behind === 2);
    expect(moved).toMatchObject({
      contractVersion: '1.1.0',
      counts: { none: 0, edited: 0 },
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
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { service: 'payments-api', kind: 'rederive', state: 'merged' },
    });
    await checked(portal);
    expect(await drift(portal)).toMatchObject({
      state: 'none',
      contractVersion: '1.1.0',
    });
    await portal.stop();
  });
});
