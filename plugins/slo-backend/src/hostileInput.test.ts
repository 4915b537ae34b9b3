import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import request from 'supertest';
import { openSlo, slothSlo } from './__testUtils__/documents';
import { FakeGoldenPath } from './__testUtils__/goldenPath';
import { ENGINEER, startPortal } from './__testUtils__/portal';

jest.setTimeout(60_000);

const ID = 'payments-api-availability';

const EXCLUSION = {
  service: 'payments-api',
  from: '2026-11-20T00:00:00Z',
  to: '2026-11-20T01:00:00Z',
  reason: 'A new switch',
};

/** A document of a service that the engineer owns. */
function sloth(objective: number | string): string {
  return slothSlo({ service: 'payments-api', name: 'latency' }).replace(
    'objective: 99.9',
    `objective: ${objective}`,
  );
}

const QUERY =
  'sum(rate(http_requests_total{service="payments-api"}[{{.window}}]))';

describe('bad input over HTTP', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startPortal>>;

  beforeAll(async () => {
    knex = await databases.init('SQLITE_3');
    const goldenPath = new FakeGoldenPath();
    goldenPath.derive('payments-api', openSlo({ service: 'payments-api' }));
    portal = await startPortal({ knex, goldenPath });
    await portal.untilKnown(1);
  });

  afterAll(() => portal.stop());

  async function written() {
    return {
      documents: await knex('slo_documents').select('id', 'hash'),
      objectives: await knex('slo_objectives').select('id', 'stands'),
      exclusions: await knex('slo_exclusions').select(),
    };
  }

  it.each<[string, string]>([
    ['a limit of nothing', '/objectives?limit=0'],
    ['a limit of too many', '/objectives?limit=1001'],
    ['a limit of words', '/documents?limit=all'],
    ['a cursor of somebody else', '/objectives?cursor=abc'],
    ['a state nobody has', '/objectives?state=fine'],
    ['a property that is no state', '/objectives?state=__proto__'],
    ['a sort by a column', '/objectives?sort=id;drop table slo_objectives'],
    ['a direction', '/objectives?sort=burn&direction=sideways'],
    ['a filter nobody knows', '/objectives?colour=red'],
    ['a filter twice that is there once', '/objectives?tier=a&tier=b'],
    ['a filter with a shape', '/objectives?owner[$ne]=x'],
    ['a search without end', `/objectives?search=${'x'.repeat(101)}`],
    ['nothing to roll up by', '/objectives/roll-up'],
    ['a roll-up by a column', '/objectives/roll-up?by=definition'],
    ['a time that is none', `/objectives/${ID}/history?from=yesterday`],
    ['a time without zone', `/objectives/${ID}/history?from=2026-11-20T00:00`],
    ['a day that is not', `/objectives/${ID}/history?from=2026-13-45T00:00Z`],
    [
      'a time that ends before it begins',
      `/objectives/${ID}/history?from=2026-11-20T00:00Z&to=2026-11-19T00:00Z`,
    ],
    [
      'a time of thousands of years',
      `/objectives/${ID}/history?from=0001-01-01T00:00Z`,
    ],
    ['a target of 1', `/objectives/${ID}/would-have-fired?target=1`],
    ['a target of 0', `/objectives/${ID}/would-have-fired?target=0`],
    ['a target in percent', `/objectives/${ID}/would-have-fired?target=99.9`],
    ['a target of words', `/objectives/${ID}/would-have-fired?target=NaN`],
    ['budgets of nobody', '/budgets'],
    ['budgets of a service without a name', '/budgets?service='],
    [
      'budgets of everybody',
      `/budgets?${Array.from({ length: 201 }, (_, i) => `service=s${i}`).join(
        '&',
      )}`,
    ],
    ['an origin nobody has', '/documents?origin=moon'],
    ['an answer to a question', '/documents?unreadable=perhaps'],
  ])('%s is refused, and said why', async (_, route) => {
    const answer = await portal.as(ENGINEER).get(route);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({ name: 'InputError' });
    expect(answer.body.error.message).toMatch(
      /expected|unknown|missing|not known|no field/i,
    );
    expect(answer.body.error.stack).toBeUndefined();
  });

  it.each<[string, object, RegExp]>([
    ['no reason', { ...EXCLUSION, reason: '  ' }, /\/reason/],
    [
      'a reason that writes on other lines',
      { ...EXCLUSION, reason: 'fine\u0007\u001b[2J' },
      /\/reason/,
    ],
    ['no end', { ...EXCLUSION, to: undefined }, /\/to/],
    ['an end before the begin', { ...EXCLUSION, to: EXCLUSION.from }, /\/to/],
    ['years', { ...EXCLUSION, to: '2036-11-20T00:00:00Z' }, /\/to/],
    ['a number as time', { ...EXCLUSION, from: 5 }, /\/from/],
    [
      'an objective of another service',
      { ...EXCLUSION, objective: 'other' },
      /\/objective/,
    ],
    ['more than is asked for', { ...EXCLUSION, by: 'user:default/root' }, /by/],
  ])('an exclusion with %s excludes nothing', async (_, body, message) => {
    const before = await written();
    const answer = await portal.as(ENGINEER).post('/exclusions', body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(message);
    expect(await written()).toEqual(before);
  });

  it.each<[string, string, string]>([
    ['that is no YAML', 'slos: [', 'expected|YAML|flow'],
    ['that holds nothing', '# nothing\n', 'at least one objective'],
    ['of a kind nobody reads', 'kind: Secret\n', 'kind|format|document'],
    ['with an objective of 0', sloth(0), '0'],
    ['with an objective of 100', sloth(100), '100'],
    ['with an objective of 120', sloth(120), '120'],
    ['with an objective in words', sloth('high'), 'objective'],
    [
      'with a query that does not parse',
      sloth(99).replace(QUERY, 'sum(rate('),
      'total_query',
    ],
    [
      'with a query without a window',
      sloth(99).replace(QUERY, QUERY.replace('{{.window}}', '5m')),
      'total_query',
    ],
    ['with an empty query', sloth(99).replace(QUERY, '""'), 'total_query'],
    ['with the same name twice', `${sloth(99)}---\n${sloth(98)}`, 'already'],
    [
      'that unfolds without end',
      `a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c]\ne: [*d, *d, *d, *d, *d, *d, *d, *d]\n`,
      'alias|unfold|kind|format',
    ],
  ])('a document %s is refused as a whole', async (_, text, message) => {
    const before = await written();
    const answer = await portal
      .as(ENGINEER)
      .post('/documents', { file: 'latency.yaml', text });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(new RegExp(message, 'i'));
    expect(await written()).toEqual(before);
  });

  it.each(['../../etc/passwd', 'a/b.yaml', '.hidden.yaml', 'run.sh', ''])(
    'a file named "%s" is no document',
    async file => {
      const answer = await portal
        .as(ENGINEER)
        .post('/documents', { file, text: sloth(99) });
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toContain('/file');
    },
  );

  it.each<[string, number]>([
    ['/objectives/..%2F..%2Fetc', 404],
    ['/objectives/%00', 404],
    ['/objectives/%', 400],
    [`/objectives/${'x'.repeat(256)}`, 400],
    ["/objectives/x'%20or%20'1'='1", 404],
    ['/documents/nothing', 404],
    ['/nothing', 404],
  ])('%s answers %d', async (route, status) => {
    const answer = await portal.as(ENGINEER).get(route);
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toEqual(expect.any(String));
  });

  it('texts that are no JSON, and too much of it, are told what they should be', async () => {
    const send = (type: string, body: string) =>
      request(portal.server)
        .post('/api/slo/documents')
        .set('Authorization', mockCredentials.user.header(ENGINEER))
        .set('Content-Type', type)
        .send(body);
    const plain = await send('text/plain', 'version: prometheus/v1');
    expect(plain.status).toBe(400);
    expect(plain.body.error.message).toContain('expected JSON');
    const broken = await send('application/json', '{"file": ');
    expect(broken.status).toBe(400);
    expect(broken.body.error.message).toContain('expected JSON');
    const large = await send(
      'application/json',
      JSON.stringify({ file: 'a.yaml', text: 'x'.repeat(1024 * 1024) }),
    );
    expect(large.status).toBe(413);
    expect(large.body.error.message).toContain('fairway.slo.limits.bodyBytes');
  });

  it('a search takes its words as they are', async () => {
    for (const search of ['%25', '_', "'", '%5C']) {
      const { body } = await portal
        .as(ENGINEER)
        .get(`/objectives?search=${search}`);
      expect(body.total).toBe(0);
    }
    const found = await portal.as(ENGINEER).get('/objectives?search=AVAIL');
    expect(found.body.total).toBe(1);
  });
});

describe('fairway.slo', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  it.each([
    [{ refreshSeconds: 'often' }, 'fairway.slo.refreshSeconds'],
    [{ git: [{ url: 'ftp://example.com' }] }, 'fairway.slo.git.0.url'],
    [
      { git: [{ url: 'https://me:secret@example.com/a.yaml' }] },
      'fairway.slo.git.0.url: credentials do not belong here',
    ],
    [{ history: { days: 5 } }, 'fairway.slo.history.days'],
    [{ sources: [{ id: 'a' }] }, 'fairway.slo.sources[0].url'],
    [{ colour: 'red' }, 'colour'],
  ])('%j stops the start with the key', async (config, message) => {
    await expect(
      startPortal({ knex: await databases.init('SQLITE_3'), config }),
    ).rejects.toThrow(message);
  });
});
