import { execFileSync } from 'node:child_process';
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { fraudService, paymentsApi } from './__testUtils__/intents';
import {
  ENGINEER,
  gitOf,
  RISK,
  startPortal,
  VIEWER,
} from './__testUtils__/portal';

jest.setTimeout(60_000);

const ROUTE = '/services/payments-api/objectives';

const settled = (target: number) => `apiVersion: openslo/v1
kind: SLO
metadata:
  name: payments-api-settled
spec:
  service: payments-api
  indicator:
    metadata: { name: settled }
    spec:
      ratioMetric:
        counter: true
        good: { metricSource: { type: Prometheus, spec: { query: 'settled_total{result="ok"}' } } }
        total: { metricSource: { type: Prometheus, spec: { query: settled_total } } }
  timeWindow: [{ duration: 30d, isRolling: true }]
  budgetingMethod: Occurrences
  objectives:
    - target: ${target}
      displayName: Payments settle
`;

describe('objectives of a merged service', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();
  let portal: Awaited<ReturnType<typeof startPortal>>;

  beforeAll(async () => {
    portal = await startPortal({
      folder: folder.path,
      knex: await databases.init('SQLITE_3'),
      seed: [paymentsApi(), fraudService({ accepts: ['payments-api'] })],
    });
  });
  afterAll(() => portal.stop());

  const show = (ref: string, path: string) =>
    execFileSync(
      'git',
      ['--git-dir', gitOf({ folder: folder.path }), 'show', `${ref}:${path}`],
      { encoding: 'utf8' },
    );

  it('change with the OpenSLO document that derives from the intent, and gain others, in one request', async () => {
    const { as } = portal;
    const derived = show('main', 'services/payments-api/slo.yaml');
    const opened = await as(ENGINEER).post(ROUTE, {
      text: derived.replace('target: 0.999', 'target: 0.9995'),
      message: 'Our callers need it.',
      hold: true,
    });
    expect(opened.body.error).toBeUndefined();
    expect(opened.status).toBe(201);
    expect(opened.body).toMatchObject({ service: 'payments-api' });

    const more = await as(ENGINEER).post(ROUTE, {
      text: settled(0.995),
      hold: true,
    });
    expect(more.body.error).toBeUndefined();
    expect(more.status).toBe(200);
    expect(more.body.id).toBe(opened.body.id);
    const { branch } = more.body;
    const intent = show(branch, 'services/payments-api/intent.yaml');
    expect(intent).toContain('availability: 99.95');
    expect(intent).toContain('latencyP95Ms: 250');
    expect(intent).toContain('total: settled_total');
    const document = show(branch, 'services/payments-api/slo.yaml');
    expect(document).toContain('name: payments-api-settled');
    expect(document).toMatch(
      /settled_total\{namespace="[^"]+",service="payments-api",result="ok"\}/,
    );

    const without = await as(ENGINEER).post(`${ROUTE}/settled/remove`, {
      hold: true,
    });
    expect(without.body.error).toBeUndefined();
    expect(without.body.id).toBe(opened.body.id);
    const left = show(without.body.branch, 'services/payments-api/intent.yaml');
    expect(left).not.toContain('settled');
    expect(left).toContain('availability: 99.95');
  });

  it('are agreed on by site reliability before they are lowered in production', async () => {
    const { as } = portal;
    const derived = show('main', 'services/payments-api/slo.yaml');
    const opened = await as(ENGINEER).post(ROUTE, {
      text: derived.replace('target: 0.999', 'target: 0.995'),
    });
    expect(opened.body.error).toBeUndefined();
    expect(opened.body).toMatchObject({
      state: 'open',
      awaiting: ['sre'],
      review: {
        decision: 'review',
        reasons: [
          {
            trigger: 'objective-lowered',
            reviewer: 'sre',
            at: '/spec/slo/availability',
            why: expect.stringMatching(
              /^Objective availability 99\.9% → 99\.5%: 10 minutes a week become 50 minutes\. /,
            ),
          },
        ],
      },
    });
  });

  it('are not put back by somebody whose text is from before', async () => {
    const { as } = portal;
    const derived = show('main', 'services/payments-api/slo.yaml');
    const base = derived.replace('target: 0.999', 'target: 0.99');
    const { status, body } = await as(ENGINEER).post(ROUTE, {
      text: base.replace('target: 0.99', 'target: 0.995'),
      base,
    });
    expect(status).toBe(400);
    expect(body.error.message).toContain(
      'somebody else has changed payments-api-availability since you began; Take the document as it is now',
    );
    const other = await as(ENGINEER).post(ROUTE, {
      text: `${base}---\n${settled(0.995)}`,
      base,
      hold: true,
    });
    expect(other.body.error).toBeUndefined();
    const intent = show(other.body.branch, 'services/payments-api/intent.yaml');
    expect(intent).not.toContain('availability: 99\n');
    expect(intent).toContain('settled_total');
  });

  it('say what is wrong with a document, field by field, and write nothing', async () => {
    const { as } = portal;
    const before = await as(ENGINEER).get('/change-requests?state=open');
    const post = async (text: string) => {
      const { status, body } = await as(ENGINEER).post(ROUTE, { text });
      return { status, message: body.error?.message };
    };
    expect(await post(settled(1.2))).toEqual({
      status: 400,
      message: expect.stringMatching(/objective\.yaml:\d+: .*target/),
    });
    expect(await post('kind: [')).toMatchObject({ status: 400 });
    expect(await post('# nothing')).toEqual({
      status: 400,
      message: expect.stringContaining('no objective'),
    });
    expect(await post(settled(0.99).replace('30d', '7d'))).toEqual({
      status: 400,
      message: expect.stringContaining('expected 30d'),
    });
    const risky = settled(0.99).replace(
      'query: settled_total }',
      'query: \'settled_total{namespace="other"}\' }',
    );
    expect(await post(risky)).toEqual({
      status: 400,
      message: expect.stringContaining('which the platform sets itself'),
    });
    const unknown = await as(ENGINEER).post(`${ROUTE}/nosuch/remove`, {});
    expect(unknown.status).toBe(400);
    expect(unknown.body.error.message).toContain('no objective "nosuch"');
    const missing = await as(ENGINEER).post('/services/nosuch/objectives', {
      text: settled(0.99),
    });
    expect(missing.status).toBe(404);
    const after = await as(ENGINEER).get('/change-requests?state=open');
    expect(after.body.items[0].commit).toBe(before.body.items[0].commit);
  });

  it('are changed by the team that owns the service', async () => {
    const { as } = portal;
    for (const person of [VIEWER, RISK]) {
      const refused = await as(person).post(ROUTE, { text: settled(0.99) });
      expect(refused.status).toBe(403);
    }
  });
});
