import { promises as fs } from 'node:fs';
import path from 'node:path';
import {
  createMockDirectory,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import request from 'supertest';
import { fraudService, paymentsApi } from './__testUtils__/intents';
import {
  configOf,
  ENGINEER,
  SHIPPED_CONTRACT,
  startPortal,
  untilReady,
  type PortalOptions,
} from './__testUtils__/portal';
import { readGoldenPathConfig } from './config';

jest.setTimeout(60_000);

describe('the start of the plugin', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();

  beforeEach(() => folder.clear());

  async function start(options: Partial<PortalOptions> = {}) {
    return startPortal({
      folder: folder.path,
      knex: await databases.init('SQLITE_3'),
      seed: [fraudService({ accepts: ['payments-api'] })],
      ...options,
    });
  }

  it('answers 503 with Retry-After and in words until the repository is filled', async () => {
    let seeded = () => {};
    const seedAfter = new Promise<void>(resolve => {
      seeded = resolve;
    });
    const { as, server, stop } = await start({ seedAfter, wait: false });
    const early = await as(ENGINEER).get('/services');
    expect(early.status).toBe(503);
    expect(early.headers['retry-after']).toBe('2');
    expect(early.body.error.message).toMatch(
      /not ready yet: .*Try again in a few seconds/,
    );
    const health = await request(server).get('/api/golden-path/health');
    expect(health.status).toBe(503);
    expect(health.headers['retry-after']).toBe('2');
    const described = await request(server).get(
      '/api/golden-path/openapi.json',
    );
    expect(described.status).toBe(200);

    seeded();
    await untilReady(server);
    const services = await as(ENGINEER).get('/services');
    expect(services.body.total).toBe(1);
    await stop();
  });

  it('opens a request although telling people of it fails', async () => {
    const { as, notifications, signals, stop } = await start();
    notifications.send.mockRejectedValue(new Error('no notifications today'));
    signals.publish.mockRejectedValue(new Error('no signals either'));
    const opened = await as(ENGINEER).post('/change-requests', {
      intent: paymentsApi(),
    });
    expect(opened.status).toBe(201);
    expect(notifications.send).toHaveBeenCalled();
    const { body } = await as(ENGINEER).get('/change-requests');
    expect(body.total).toBe(1);
    await stop();
  });

  it('begins by itself when a contract that was not valid is mended', async () => {
    const contractPath = folder.resolve('platform');
    await fs.cp(SHIPPED_CONTRACT, contractPath, { recursive: true });
    const file = path.join(contractPath, 'contract.yaml');
    const text = await fs.readFile(file, 'utf8');
    await fs.writeFile(file, text.replace('kind: PlatformContract', 'kind: X'));
    const { as, server, stop } = await start({ contractPath, wait: false });
    const health = () => request(server).get('/api/golden-path/health');
    await expectSoon(async () => {
      const { status, body } = await health();
      expect(status).toBe(503);
      expect(body.state).toContain('no valid platform contract');
      expect(body.state).toContain('fairway contract check');
      expect(body.contractProblems.join()).toMatch(/contract\.yaml:\d+: .*; /);
    });
    await fs.writeFile(file, text);
    await expectSoon(async () => expect((await health()).status).toBe(200));
    const services = await as(ENGINEER).get('/services');
    expect(services.body.total).toBe(1);
    await stop();
  });

  it('says that the folder of the contract is missing, and which key names it', async () => {
    const { server, stop } = await start({
      contractPath: folder.resolve('nowhere'),
      wait: false,
    });
    await expectSoon(async () => {
      const { body } = await request(server).get('/api/golden-path/health');
      expect(body.state).toContain('fairway.contract.path');
      expect(body.state).toContain('nowhere');
    });
    await stop();
  });

  it('does not start where the repository would lie in a file', async () => {
    folder.setContent({ 'gitops.git': 'not a repository' });
    await expect(start()).rejects.toThrow(/gitops\.git/);
  });

  it.each([
    [
      { contract: { path: 'platform' }, gitHost: { type: 'svn' } },
      /gitHost\.type: expected local, github, gitlab or gitea/,
    ],
    [
      { contract: { path: 'p' }, gitHost: { type: 'gitea' } },
      /gitHost\.gitea: required, with the url/,
    ],
    [
      {
        contract: { path: 'p' },
        gitHost: { type: 'gitea', gitea: { url: 'git@host:acme/gitops' } },
      },
      /gitHost\.gitea\.url: required, the page of the repository/,
    ],
    [{ contract: {} }, /fairway\.contract\.path/],
    [{}, /fairway\.contract: .*required/],
    [{ contract: { path: 'p' }, limits: { pageSize: 0 } }, /limits\.pageSize/],
    [{ contract: { path: 'p', folder: 'q' } }, /folder/],
    [{ contract: { path: 'p' }, templates: 'q' }, /fairway\.templates/],
  ])(
    'refuses the configuration %j by the name of its key',
    (fairway, message) => {
      const read = () =>
        readGoldenPathConfig(mockServices.rootConfig({ data: { fairway } }), {
          workingDirectory: folder.path,
        });
      expect(read).toThrow(message);
      expect(read).toThrow(/README/);
    },
  );

  it('takes paths from fairway.root, and links from app.baseUrl', () => {
    const { fairway } = configOf({ folder: folder.path });
    expect(fairway).toBeDefined();
    const config = readGoldenPathConfig(
      mockServices.rootConfig({
        data: {
          app: { baseUrl: 'https://portal.example.com/backstage/' },
          fairway: {
            root: 'house',
            contract: { path: 'platform' },
            templates: { path: '../forms' },
          },
        },
      }),
      { workingDirectory: '/srv' },
    );
    expect(config).toMatchObject({
      contractPath: '/srv/house/platform',
      templatesPath: '/srv/forms',
      gitHost: { type: 'local' },
      portalUrl: 'https://portal.example.com/backstage',
    });
  });
});

/** What comes about within some seconds. */
async function expectSoon(check: () => Promise<void>): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await check();
      return;
    } catch (error) {
      if (attempt === 100) {
        throw error;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
}
