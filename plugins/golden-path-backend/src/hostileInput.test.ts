import { execFileSync } from 'node:child_process';
import {
  createMockDirectory,
  mockCredentials,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  MAX_ACCEPT_ON,
  type ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import type { Knex } from 'knex';
import request from 'supertest';
import { z } from 'zod';
import {
  fraudService,
  intentOf,
  PAYMENTS_API,
  paymentsApi,
} from './__testUtils__/intents';
import {
  ENGINEER,
  gitOf,
  RISK,
  RISK_PEER,
  startPortal,
} from './__testUtils__/portal';

jest.setTimeout(60_000);

/** Tables that jobs write meanwhile: what no request writes, or webhooks alone, which have tests of their own. */
const OF_JOBS =
  /migration|sequence|_drift|_notices|_delivery_|_releases|_contracts|_checks/;
const COMMIT = 'f'.repeat(40);
const DRAFT = { title: 'A draft', changes: {}, basedOn: 'f'.repeat(64) };

type Method = 'get' | 'post' | 'put' | 'delete';

/** The story's intent with one part of its text replaced. */
function text(from: string, to: string): string {
  if (!PAYMENTS_API.includes(from)) {
    throw new Error(`the intent does not hold ${from}`);
  }
  return PAYMENTS_API.replace(from, to);
}

/** As JSON, with the value at the path replaced: what no form would send. */
function withValue(path: string[], value: unknown): object {
  const copy = JSON.parse(JSON.stringify(paymentsApi()));
  const last = path[path.length - 1];
  const holder = path.slice(0, -1).reduce((at, key) => at[key], copy);
  holder[last] = value;
  return copy;
}

describe('bad input over HTTP', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let openId: string;

  beforeAll(async () => {
    folder.clear();
    knex = await databases.init('SQLITE_3');
    portal = await startPortal({
      folder: folder.path,
      knex,
      seed: [fraudService({ accepts: ['payments-api'] })],
    });
    const fraud = fraudService({ accepts: ['payments-api', 'mobile-bff'] });
    const opened = await portal
      .as(RISK)
      .post('/change-requests', { intent: fraud, hold: true });
    openId = opened.body.id;
  });

  afterAll(() => portal.stop());

  /** Everything that a request could have written; not what jobs and the start write, when they will. */
  async function written() {
    const refs = execFileSync(
      'git',
      ['--git-dir', gitOf({ folder: folder.path }), 'for-each-ref'],
      { encoding: 'utf8' },
    );
    const tables = await knex('sqlite_master')
      .where({ type: 'table' })
      .pluck('name');
    const rows: Record<string, unknown> = {};
    for (const table of tables.filter(name => !OF_JOBS.test(name))) {
      rows[table] = await knex(table).select();
    }
    return { refs, rows };
  }

  async function expectNothingWritten(act: () => Promise<void>) {
    const before = await written();
    await act();
    expect(await written()).toEqual(before);
  }

  it.each<[string, string, number]>([
    ['text that is no YAML', 'kind: [', 1],
    ['a tab as indentation', text('  name:', '\tname:'), 4],
    ['an anchor that names itself', 'a: &a [*a]', 1],
    [
      'a field nobody knows',
      text('tier: tier-1', 'tier: tier-1\n  privileged: true'),
      10,
    ],
    ['a word of the wrong type', text('min: 4', 'min: four'), 33],
    [
      'a name that every object has',
      text('name: payments-api', 'name: constructor'),
      4,
    ],
    ['a name in capitals', text('name: payments-api', 'name: Payments'), 4],
    ['a name that climbs', text('name: payments-api', 'name: ../../etc'), 4],
    [
      'a name that is a flag',
      text('name: payments-api', 'name: --upload-pack=x'),
      4,
    ],
    ['a name with a slash', text('name: payments-api', 'name: a/b'), 4],
    [
      'a name that is too long',
      text('name: payments-api', `name: ${'a'.repeat(64)}`),
      4,
    ],
    ['a name with NUL', text('name: payments-api', 'name: "pay\\0ments"'), 4],
    [
      'a name with a line break',
      text('name: payments-api', 'name: "pay\\nments"'),
      4,
    ],
    ['a system that climbs', text('system: billing', 'system: ../billing'), 5],
    [
      'an owner that is no group',
      text('owner: group:payments', 'owner: "$(id)"'),
      6,
    ],
    ['a key twice', text('tier: tier-1', 'tier: tier-1\n  tier: tier-2'), 10],
  ])(
    'compile refuses %s with line, path and remedy',
    async (_what, bad, line) => {
      await expectNothingWritten(async () => {
        const { status, body } = await portal
          .as(ENGINEER)
          .post('/compile', { text: bad, file: 'services/x/intent.yaml' });
        expect({ status, name: body.error?.name }).toEqual({
          status: 400,
          name: 'InputError',
        });
        const [problem] = body.error.problems;
        expect(problem).toMatchObject({
          at: expect.any(String),
          message: expect.stringMatching(/./),
          remedy: expect.stringMatching(/./),
          line,
        });
        expect(body.error.message).toContain('services/x/intent.yaml:');
      });
    },
  );

  it.each<[string, object]>([
    ['no intent at all', {}],
    ['an intent that is a list', { intent: [] }],
    ['an intent that is text', { intent: PAYMENTS_API }],
    ['a name that climbs', { intent: withValue(['metadata', 'name'], '../x') }],
    [
      'a name that is a flag',
      { intent: withValue(['metadata', 'name'], '--force') },
    ],
    [
      'a name with NUL',
      { intent: withValue(['metadata', 'name'], 'pay\u0000ments') },
    ],
    [
      'an environment nobody has',
      { intent: withValue(['spec', 'environments'], ['../prod']) },
    ],
    [
      'a number as text',
      { intent: withValue(['spec', 'scaling', 'min'], '4') },
    ],
    [
      'less than nothing',
      { intent: withValue(['spec', 'scaling', 'min'], -1) },
    ],
    [
      'more than a number holds',
      { intent: withValue(['spec', 'scaling', 'max'], 1e300) },
    ],
    [
      'a field of an object itself',
      { intent: JSON.parse('{"__proto__": {"kind": "ServiceIntent"}}') },
    ],
    [
      'NUL in a channel',
      { intent: withValue(['spec', 'operations', 'channel'], '#a\u0000') },
    ],
    [
      'a message that is too long',
      { intent: paymentsApi(), message: 'x'.repeat(501) },
    ],
    ['a message of blanks', { intent: paymentsApi(), message: '  \n ' }],
    [
      'a side to add that is no name',
      { intent: paymentsApi(), acceptOn: ['../fraud-service'] },
    ],
    [
      'a side to add that is not merged',
      { intent: paymentsApi(), acceptOn: ['nobody'] },
    ],
    [
      'a field that requests do not have',
      { intent: paymentsApi(), author: 'user:default/root' },
    ],
    [
      'an image by tag in production',
      {
        intent: withValue(
          ['spec', 'containers', 'app', 'image'],
          'registry.example.com/payments-api:latest',
        ),
      },
    ],
    [
      'an image from elsewhere',
      {
        intent: withValue(
          ['spec', 'containers', 'app', 'image'],
          `evil.example.org/x@sha256:${'a1'.repeat(32)}`,
        ),
      },
    ],
    [
      'a secret without a grant',
      { intent: withValue(['spec', 'secrets', 'root-ca'], { keys: ['key'] }) },
    ],
    [
      'a call that is not accepted',
      { intent: withValue(['spec', 'dependencies'], [{ service: 'nobody' }]) },
    ],
    [
      'more than the quota holds',
      { intent: withValue(['spec', 'scaling'], { min: 4, max: 9000 }) },
    ],
  ])('a request is refused for %s', async (_what, body) => {
    await expectNothingWritten(async () => {
      const answer = await portal.as(ENGINEER).post('/change-requests', body);
      const { error } = answer.body;
      expect({ status: answer.status, name: error?.name }).toEqual({
        status: 400,
        name: 'InputError',
      });
      expect(error.message).toMatch(/\w.{10}/);
      for (const found of [
        ...(error.problems ?? []),
        ...(error.findings ?? []),
      ]) {
        expect(found).toMatchObject({
          at: expect.any(String),
          remedy: expect.stringMatching(/./),
        });
      }
    });
  });

  it.each<[string, Method, string, number, object?]>([
    ['a cursor that no page gave', 'get', '/services?cursor=nonsense', 400],
    ['a cursor that no page gave', 'get', '/change-requests?cursor=Li4v', 400],
    ['a limit of 0', 'get', '/services?limit=0', 400],
    ['a limit below 0', 'get', '/catalog-entities?limit=-1', 400],
    ['a limit of words', 'get', '/slo-documents?limit=all', 400],
    ['a limit without end', 'get', '/change-requests?limit=1e9', 400],
    ['a limit that is no number', 'get', '/services?limit=ten', 400],
    ['a limit twice', 'get', '/services?limit=1&limit=2', 400],
    ['a filter nobody knows', 'get', '/change-requests?owner=me', 400],
    ['a state nobody knows', 'get', '/change-requests?state=lost', 400],
    ['a service nobody has', 'get', '/services/nobody', 404],
    ['a service that climbs', 'get', '/services/..%2f..%2fetc', 404],
    ['a service of the language', 'get', '/services/__proto__', 404],
    ['a service of the language', 'get', '/services/constructor', 404],
    ['a request nobody has', 'get', '/change-requests/local-999', 404],
    ['a request that is a flag', 'get', '/change-requests/--all', 404],
    ['a request on another host', 'get', '/change-requests/github-1', 404],
    [
      'a file the request leaves alone',
      'get',
      '/change-requests/ID/diff?path=README.md',
      404,
    ],
    [
      'a file outside',
      'get',
      '/change-requests/ID/diff?path=..%2F..%2Fetc%2Fpasswd',
      404,
    ],
    ['a cursor of a diff', 'get', '/change-requests/ID/diff?cursor=-5', 400],
    ['approving nothing', 'post', '/change-requests/ID/approve', 400, {}],
    [
      'approving a branch',
      'post',
      '/change-requests/ID/approve',
      400,
      { commit: 'HEAD' },
    ],
    [
      'approving a flag',
      'post',
      '/change-requests/ID/approve',
      400,
      { commit: '--all' },
    ],
    [
      'approving another commit',
      'post',
      '/change-requests/ID/approve',
      409,
      { commit: COMMIT },
    ],
    [
      'merging another commit',
      'post',
      '/change-requests/ID/merge',
      409,
      { commit: COMMIT },
    ],
    [
      'merging what is not there',
      'post',
      '/change-requests/local-999/merge',
      404,
      { commit: COMMIT },
    ],
    [
      'an empty comment',
      'post',
      '/change-requests/ID/comments',
      400,
      { text: ' ' },
    ],
    [
      'a comment without end',
      'post',
      '/change-requests/ID/comments',
      400,
      { text: 'x'.repeat(10_001) },
    ],
    [
      'a comment with control characters',
      'post',
      '/change-requests/ID/comments',
      400,
      { text: 'nul \u0000 and \u001b[31m red' },
    ],
    [
      'a comment that reads otherwise than it is written',
      'post',
      '/change-requests/ID/comments',
      400,
      { text: 'merge \u202e tpircs' },
    ],
    [
      'a message with control characters',
      'post',
      '/change-requests',
      400,
      { intent: {}, message: 'bell \u0007' },
    ],
    ['a template nobody has', 'get', '/authoring/templates/nobody', 404],
    [
      'a template that climbs',
      'get',
      '/authoring/templates/..%2Fplatform',
      404,
    ],
    [
      'a template of the language',
      'get',
      '/authoring/templates/__proto__',
      404,
    ],
    ['a service of the language', 'get', '/authoring/services/__proto__', 404],
    ['a draft nobody has', 'get', '/authoring/drafts/--all', 404],
    ['throwing away what is not there', 'delete', '/authoring/drafts/1', 404],
    ['a draft without anything', 'post', '/authoring/drafts', 400, {}],
    ...(
      [
        ['a path that climbs', { changes: { 'contract/../../x.yaml': '' } }],
        ['a path from the root', { changes: { '/etc/cron.d/x.yaml': '' } }],
        ['a path elsewhere', { changes: { 'app-config.yaml': '' } }],
        ['a path of Windows', { changes: { 'contract\\x.yaml': '' } }],
        ['a hidden file', { changes: { 'contract/.x.yaml': '' } }],
        ['a path with NUL', { changes: { 'contract/x\u0000.yaml': '' } }],
        ['a file that is no YAML', { changes: { 'contract/x.sh': '' } }],
        [
          'a path of the language',
          { changes: JSON.parse('{"__proto__": "kind: Nothing"}') },
        ],
        ['a text that is none', { changes: { 'contract/x.yaml': 5 } }],
        [
          'a file without end',
          { changes: { 'contract/x.yaml': 'x'.repeat(1024 * 1024 + 1) } },
        ],
        [
          'more files than anybody changes',
          {
            changes: Object.fromEntries(
              Array.from({ length: 201 }, (_, n) => [`contract/${n}.yaml`, '']),
            ),
          },
        ],
        ['a list of changes', { changes: [] }],
      ] as const
    ).flatMap(
      ([what, { changes }]): [string, Method, string, number, object][] => [
        [what, 'post', '/authoring/drafts', 400, { ...DRAFT, changes }],
        [what, 'post', '/authoring/impact', 400, { changes }],
      ],
    ),
    ...(
      [
        ['a title of blanks', { title: ' \t ' }],
        ['a title without end', { title: 'x'.repeat(121) }],
        ['a title of two lines', { title: 'one\ntwo' }],
        ['a title with control characters', { title: 'bell \u0007' }],
        ['a draft of nothing that was out', { basedOn: 'main' }],
        ['a field that drafts do not have', { changedBy: 'user:default/root' }],
        ['a revision that a new draft cannot have', { revision: 1 }],
      ] as const
    ).map(([what, change]): [string, Method, string, number, object] => [
      what,
      'post',
      '/authoring/drafts',
      400,
      { ...DRAFT, ...change },
    ]),
    ['saving without a revision', 'put', '/authoring/drafts/1', 400, DRAFT],
    [
      'saving what is not there',
      'put',
      '/authoring/drafts/1',
      404,
      { ...DRAFT, revision: 1 },
    ],
    [
      'a revision without end',
      'put',
      '/authoring/drafts/1',
      400,
      { ...DRAFT, revision: 1e300 },
    ],
  ])('%s: %s %s answers %d', async (...[, method, route, status, body]) => {
    await expectNothingWritten(async () => {
      const path = route.replace('ID', openId);
      const answer = await portal.as(RISK_PEER)[method](path, body ?? {});
      expect({
        status: answer.status,
        message: answer.body.error?.message,
      }).toEqual({
        status,
        message: expect.any(String),
      });
    });
  });

  it('takes a comment of several lines with tabs, and says what another one holds', async () => {
    const comments = `/change-requests/${openId}/comments`;
    const as = portal.as(RISK_PEER);
    const several = 'First:\n\n\tmvn verify\r\n\u{1F44D}';
    const said = await as.post(comments, { text: several });
    expect(said.status).toBe(201);
    expect(said.body.comments.at(-1)).toMatchObject({ text: several });
    const refused = await as.post(comments, { text: 'nul \u0000' });
    expect(refused.body.error.message).toMatch(
      /\/text: expected text without control characters other than line breaks and tabs/,
    );
  });

  it.each(['/compile', '/change-requests'])(
    '%s refuses what is no JSON',
    async route => {
      await expectNothingWritten(async () => {
        for (const broken of [
          '{',
          '{"intent": undefined}',
          '"text"',
          '[]',
          'null',
        ]) {
          const { status, body } = await request(portal.server)
            .post(`/api/golden-path${route}`)
            .set('Authorization', mockCredentials.user.header(ENGINEER))
            .set('Content-Type', 'application/json')
            .send(broken);
          expect({ broken, status }).toEqual({ broken, status: 400 });
          expect(body.error.message).toMatch(/./);
        }
      });
    },
  );

  it.each<[string, 'get' | 'post', string, object | undefined, RegExp]>([
    [
      'no intent',
      'post',
      '/change-requests',
      {},
      /^body: \/intent: missing field "intent"; Add "intent" \(the service intent as JSON\): a mapping$/,
    ],
    [
      'a message that is too long',
      'post',
      '/change-requests',
      { intent: {}, message: 'x'.repeat(501) },
      /^body: \/message: expected at most 500 characters, found .*; \w+/,
    ],
    [
      'an unknown field',
      'post',
      '/change-requests',
      { intent: {}, mesage: 'why' },
      /^body: \/mesage: unknown field "mesage", nearest "message"; Rename it to "message"$/,
    ],
    [
      'more sides than one request takes',
      'post',
      '/compile',
      { intent: {}, acceptOn: Array(MAX_ACCEPT_ON + 1).fill('fraud-service') },
      /^body: \/acceptOn: expected at most 20 services; .*, found 21 items;/,
    ],
    [
      'a limit that is too large',
      'get',
      '/services?limit=101',
      undefined,
      /^query: \/limit: expected a whole number of 1 to 100, found "101";/,
    ],
    [
      'a state nobody knows',
      'get',
      '/change-requests?state=opne',
      undefined,
      /^query: \/state: expected one of open, merged or closed, found "opne", nearest "open"; Write "open"$/,
    ],
    [
      'a service with a long name',
      'get',
      `/services/${'a'.repeat(54)}`,
      undefined,
      /^path: expected at most 53 characters/,
    ],
    [
      'a broken path',
      'get',
      '/services/%E0%A4%A',
      undefined,
      /^path: expected text in percent-encoding; write/,
    ],
    [
      'a route nobody has',
      'get',
      '/wishes',
      undefined,
      /^There is no GET \/api\/golden-path\/wishes; \/api\/golden-path\/openapi.json lists what there is$/,
    ],
    [
      'a method nobody has',
      'post',
      '/services',
      {},
      /^There is no POST \/api\/golden-path\/services; /,
    ],
    [
      'a path that climbs',
      'post',
      '/authoring/impact',
      { changes: { 'contract/../x.yaml': '' } },
      /^body: \/changes\/contract~1\.\.~1x\.yaml: .* expected contract\/… or templates\/<name>\/… of a YAML file, without "\.\."/,
    ],
    [
      'more files than anybody changes',
      'post',
      '/authoring/impact',
      {
        changes: Object.fromEntries(
          Array.from({ length: 201 }, (_, n) => [`contract/${n}.yaml`, '']),
        ),
      },
      /^body: \/changes: a draft may change 200 files at most; Change fewer files, or make two drafts of it$/,
    ],
    [
      'a title without end',
      'post',
      '/authoring/drafts',
      { ...DRAFT, title: 'x'.repeat(121) },
      /^body: \/title: expected at most 120 characters, found .*; \w+/,
    ],
  ])('tells where, what was expected and what to do: %s', async (...call) => {
    const [, method, route, body, words] = call;
    const as = portal.as(ENGINEER);
    const answer =
      method === 'get' ? await as.get(route) : await as.post(route, body);
    expect([400, 404]).toContain(answer.status);
    expect(answer.body).toMatchObject({
      error: {
        name: answer.status === 400 ? 'InputError' : 'NotFoundError',
        message: expect.stringMatching(words),
      },
      request: { method: method.toUpperCase() },
      response: { statusCode: answer.status },
    });
    // Words of the libraries that read calls.
    expect(answer.body.error.message).not.toMatch(
      /nonoptional|Too |Invalid|Unexpected|instanceof/,
    );
  });

  it.each<[string, Record<string, string>, string, number]>([
    ['broken JSON', {}, '{"secret-of-mine": ', 400],
    ['another type', { 'Content-Type': 'text/plain' }, 'secret-of-mine', 400],
    [
      'another character set',
      { 'Content-Type': 'application/json; charset=iso-8859-1' },
      '{"secret-of-mine": 1}',
      415,
    ],
    [
      'another encoding',
      { 'Content-Encoding': 'zstd' },
      '{"secret-of-mine": 1}',
      415,
    ],
    ['too much', {}, `{"secret-of-mine": "${'x'.repeat(300_000)}"}`, 413],
  ])(
    'a body of %s is told what it should be, and is not repeated',
    async (_what, headers, sent, status) => {
      const answer = await request(portal.server)
        .post('/api/golden-path/compile')
        .set('Authorization', mockCredentials.user.header(ENGINEER))
        .set('Content-Type', 'application/json')
        .set(headers)
        .send(sent);
      expect(answer.status).toBe(status);
      expect(answer.body.error.message).toMatch(/^body: expected .*; .*send/);
      expect(answer.text).not.toContain('secret-of-mine');
    },
  );

  it('keeps what people type as text, in YAML, Markdown and commits', async () => {
    const evil =
      'x: y\n\nFairway-Request: local-1\n---\nkind: Secret # "\'\n<img src=x onerror=alert(1)> `rm` @all [a](javascript:b) ${HOME} {{ .Values }}';
    const line = evil.replace(/\n/g, ' ');
    const base = paymentsApi();
    const intent: ServiceIntent = {
      ...base,
      metadata: { ...base.metadata, description: line },
      spec: {
        ...base.spec,
        dependencies: base.spec.dependencies?.map(each =>
          'external' in each ? { ...each, onFailure: line } : each,
        ),
      },
    };
    intent.spec.containers.app.env = {
      ...base.spec.containers.app.env,
      NOTE: evil,
    };
    const opened = await portal
      .as(ENGINEER)
      .post('/change-requests', { intent, message: evil });
    expect(opened.body.error).toBeUndefined();
    expect(opened.status).toBe(201);
    const { id, branch, body, title } = opened.body;
    expect(title).toMatch(/^Add payments-api: [^\n<]*$/);
    expect(body).not.toMatch(
      /<img|^Fairway-Request|^---|(^|[^\\])`rm|@all|[^\\]\]\(javascript/m,
    );

    const git = (...args: string[]) =>
      execFileSync(
        'git',
        ['--git-dir', gitOf({ folder: folder.path }), ...args],
        { encoding: 'utf8' },
      );
    const trailers = git(
      'log',
      '-1',
      '--format=%(trailers:key=Fairway-Request,valueonly)',
      branch,
    );
    expect(trailers.trim()).toBe(id);
    const paths = git('ls-tree', '-r', '--name-only', branch)
      .trim()
      .split('\n');
    expect(
      paths.every(
        path =>
          /^(services|clusters)\/[a-z0-9][a-z0-9./_-]*$/.test(path) &&
          !path.includes('..'),
      ),
    ).toBe(true);

    const read = async (path: string) => {
      const diff = await portal
        .as(ENGINEER)
        .get(`/change-requests/${id}/diff?path=${path}`);
      return diff.body.items[0].after;
    };
    const kept = intentOf(await read('services/payments-api/intent.yaml'));
    expect(kept.metadata.description).toBe(line);
    expect(kept.spec.containers.app.env?.NOTE).toBe(evil);
    const kinds = paths
      .filter(
        path => path.includes('/payments-api/') && path.startsWith('clusters/'),
      )
      .map(path => git('show', `${branch}:${path}`))
      .flatMap(yaml => yaml.match(/^(---|kind: .*)$/gm) ?? []);
    expect(kinds).not.toContain('---');
    expect(kinds).not.toContain('kind: Secret');
  });

  it('sends nobody without a token further than health and the description of the routes', async () => {
    const { paths } = (
      await request(portal.server).get('/api/golden-path/openapi.json')
    ).body;
    await expectNothingWritten(async () => {
      for (const [route, item] of Object.entries<object>(paths)) {
        for (const method of Object.keys(item)) {
          const path = `/api/golden-path${route
            .replace('{id}', openId)
            .replace('{name}', 'fraud-service')
            .replace('{source}', 'ci')}`;
          const verb = z.enum(['get', 'post', 'put', 'delete']).parse(method);
          const { status } = await request(portal.server)
            [verb](path)
            .set('Authorization', mockCredentials.none.header());
          // A webhook asks for the secret of its source, and there is none here.
          const statuses: Record<string, number> = {
            '/health': 200,
            '/openapi.json': 200,
            '/delivery/webhooks/{source}': 404,
          };
          expect({ method, route, status }).toEqual({
            method,
            route,
            status: statuses[route] ?? 401,
          });
        }
      }
    });
  });
});
