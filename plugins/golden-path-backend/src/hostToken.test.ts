import { execFileSync } from 'node:child_process';
import {
  createMockDirectory,
  mockCredentials,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { LocalGitHost } from '@fairway/connectors';
import type { Knex } from 'knex';
import request from 'supertest';
import { fraudService, paymentsApi } from './__testUtils__/intents';
import { ENGINEER, gitOf, startPortal } from './__testUtils__/portal';

jest.setTimeout(60_000);

const TOKEN = 'gho_of-priya';
const HEADER = 'x-fairway-host-token';

describe('credentials of a person on the Git host', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startPortal>>;

  beforeAll(async () => {
    folder.clear();
    knex = await databases.init('SQLITE_3');
    portal = await startPortal({
      folder: folder.path,
      knex,
      seed: [fraudService({ accepts: ['payments-api'] })],
    });
  });

  afterAll(async () => {
    await portal.stop();
    jest.restoreAllMocks();
  });

  const open = (token: string) =>
    request(portal.server)
      .post('/api/golden-path/change-requests')
      .set('Authorization', mockCredentials.user.header(ENGINEER))
      .set(HEADER, token)
      .send({ intent: paymentsApi() });

  it('are handed to the host for this call, and stay nowhere', async () => {
    const propose = jest.spyOn(LocalGitHost.prototype, 'propose');
    const opened = await open(TOKEN);
    expect(opened.status).toBe(201);
    expect(propose.mock.calls[0][0].author).toEqual({
      ref: ENGINEER,
      token: TOKEN,
    });

    const rows = [];
    for (const { name } of await knex('sqlite_master').where({
      type: 'table',
    })) {
      rows.push(await knex(name).select());
    }
    const history = execFileSync('git', [
      '--git-dir',
      gitOf({ folder: folder.path }),
      'log',
      '--all',
      '--format=fuller',
      '-p',
    ]).toString();
    for (const kept of [
      JSON.stringify(opened.body),
      JSON.stringify(rows),
      JSON.stringify(portal.outcomes),
      history,
    ]) {
      expect(kept).not.toContain(TOKEN);
    }
  });

  it('are refused without being repeated when they can be none', async () => {
    const answer = await open(`${TOKEN} and more`);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(/holds no token/);
    expect(JSON.stringify(answer.body)).not.toContain(TOKEN);
  });
});
