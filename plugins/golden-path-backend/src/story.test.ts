import {
  createMockDirectory,
  mockCredentials,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { ServiceIntent } from '@fairway/plugin-golden-path-common';
import request from 'supertest';
import {
  fraudService,
  PAYMENTS_API,
  paymentsApi,
} from './__testUtils__/intents';
import {
  ENGINEER,
  PLATFORM,
  REVIEWER,
  RISK,
  startPortal,
  VIEWER,
} from './__testUtils__/portal';

jest.setTimeout(120_000);

function scaled(intent: ServiceIntent, max: number): ServiceIntent {
  return { ...intent, spec: { ...intent.spec, scaling: { min: 4, max } } };
}

describe('one service from the form to a merged request', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();

  async function setUp(
    options: Partial<Parameters<typeof startPortal>[0]> = {},
  ) {
    folder.clear();
    const knex = await databases.init('SQLITE_3');
    const start = () =>
      startPortal({
        folder: folder.path,
        knex,
        seed: [fraudService({ accepts: ['payments-api'] })],
        ...options,
      });
    return { ...(await start()), start, knex };
  }

  it('refuses bad input with path, line and what to do', async () => {
    const { as, stop } = await setUp();
    const bad = await as(ENGINEER).post('/compile', {
      text: PAYMENTS_API.replace('tier: tier-1', 'teir: tier-1').replace(
        'name: payments-api',
        'name: Payments_API',
      ),
      file: 'intent.yaml',
    });
    expect(bad.status).toBe(400);
    expect(bad.body.error.name).toBe('InputError');
    expect(bad.body.error.problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          at: '/metadata/name',
          line: 4,
          remedy: expect.any(String),
        }),
        expect.objectContaining({ line: 9, nearest: 'tier' }),
      ]),
    );

    const unknown = await as(ENGINEER).post('/compile', { nothing: true });
    expect(unknown.status).toBe(400);
    const notJson = await request(
      (
        await as(ENGINEER).get('/services')
      ).request.url.replace('/services', '/compile'),
    )
      .post('')
      .set('Authorization', mockCredentials.user.header(ENGINEER))
      .set('Content-Type', 'text/plain')
      .send('intent');
    expect(notJson.status).toBe(400);
    const large = await as(ENGINEER).post('/compile', {
      text: 'x'.repeat(300 * 1024),
    });
    expect(large.status).toBe(413);
    await stop();
  });

  it('opens, reviews and merges payments-api, and finds it among the services', async () => {
    const { as, stop, start, outcomes, events, signals, notifications } =
      await setUp();
    const compiled = await as(ENGINEER).post('/compile', {
      text: PAYMENTS_API,
    });
    expect(compiled.status).toBe(200);
    expect(compiled.body).toMatchObject({
      name: 'payments-api',
      denied: false,
      review: { decision: 'review', reviewers: ['security', 'sre'] },
    });

    const opened = await as(ENGINEER).post('/change-requests', {
      intent: paymentsApi(),
      message: 'Take cards <b>now</b>',
    });
    expect(opened.body.error).toBeUndefined();
    expect(opened.status).toBe(201);
    const { id, commit } = opened.body;
    expect(opened.body).toMatchObject({
      service: 'payments-api',
      owner: 'group:default/payments',
      author: ENGINEER,
      url: `https://portal.example.com/change-requests/${id}`,
      state: 'open',
      awaiting: ['security', 'sre'],
      mergeability: { state: 'clean' },
      may: {
        approve: { allowed: false },
        merge: { allowed: false },
        close: { allowed: true },
      },
    });
    expect(opened.body.body).toContain('fraud\\-service');
    expect(opened.body.body).not.toContain('<b>');
    expect(notifications.send).toHaveBeenCalledWith(
      expect.objectContaining({
        recipients: expect.objectContaining({
          entityRef: ['group:default/security', 'group:default/sre'],
        }),
        payload: expect.objectContaining({ link: `/change-requests/${id}` }),
      }),
    );
    expect(signals.publish).toHaveBeenCalledWith(
      expect.objectContaining({
        channel: 'golden-path:change-requests',
        message: { id, state: 'open' },
      }),
    );

    // The callee's network policy opens in the same request, though its intent stays as it is.
    const paths = opened.body.files.map((file: { path: string }) => file.path);
    expect(paths).toContain(
      'clusters/prod-eu-1/prod-risk-risk/fraud-service/networkpolicy-fraud-service.yaml',
    );
    expect(paths).not.toContain('services/fraud-service/intent.yaml');

    const diff = await as(ENGINEER).get(
      `/change-requests/${id}/diff?path=services/payments-api/intent.yaml`,
    );
    expect(diff.body.items).toEqual([
      expect.objectContaining({
        change: 'added',
        after: expect.stringContaining('name: payments-api'),
      }),
    ]);
    const page = await as(ENGINEER).get(`/change-requests/${id}/diff?limit=3`);
    expect(page.body.items).toHaveLength(3);
    expect(page.body.total).toBe(opened.body.files.length);
    expect(page.body.nextCursor).toEqual(expect.any(String));

    const again = await as(ENGINEER).post('/change-requests', {
      intent: paymentsApi(),
    });
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ id, commit });

    const own = await as(ENGINEER).post(`/change-requests/${id}/merge`, {
      commit,
    });
    expect(own.status).toBe(403);
    const early = await as(REVIEWER).post(`/change-requests/${id}/merge`, {
      commit,
    });
    expect(early.status).toBe(409);
    expect(early.body.error.message).toContain('security, sre');
    const self = await as(ENGINEER).post(`/change-requests/${id}/approve`, {
      commit,
    });
    expect(self.status).toBe(403);
    expect(self.body.error.message).toContain('someone else');

    const waiting = await as(REVIEWER).get('/change-requests?awaitingMe=true');
    expect(waiting.body).toMatchObject({ total: 1, items: [{ id }] });

    const comment = await as(REVIEWER).post(`/change-requests/${id}/comments`, {
      text: 'Load test seen, thanks.',
    });
    expect(comment.status).toBe(201);
    const approved = await as(REVIEWER).post(`/change-requests/${id}/approve`, {
      commit,
    });
    expect(approved.status).toBe(200);
    expect(approved.body).toMatchObject({
      awaiting: [],
      approvals: [
        { by: REVIEWER, reviewers: ['security', 'sre'], stale: false },
      ],
      may: { merge: { allowed: true } },
    });
    const merged = await as(REVIEWER).post(`/change-requests/${id}/merge`, {
      commit,
    });
    expect(merged.body.error).toBeUndefined();
    expect(merged.status).toBe(200);
    expect(merged.body.state).toBe('merged');
    expect(merged.body.mergeCommit).toMatch(/^[0-9a-f]{40}$/);
    expect(events.publish).toHaveBeenCalledWith({
      topic: 'golden-path.desired-state',
      eventPayload: {
        commit: merged.body.mergeCommit,
        services: ['payments-api'],
      },
    });
    expect(outcomes.map(each => `${each.eventId} ${each.outcome}`)).toEqual([
      'change-request-open success',
      'change-request-open success',
      'access-denied fail',
      'change-request-merge fail',
      'change-request-approve fail',
      'change-request-comment success',
      'change-request-approve success',
      'change-request-merge success',
    ]);

    const nothing = await as(ENGINEER).post('/change-requests', {
      intent: paymentsApi(),
    });
    expect(nothing.status).toBe(400);
    expect(nothing.body.error.message).toContain('Nothing changes');
    await stop();

    // The same files and the same database, later.
    const later = await start();
    const services = await later.as(VIEWER).get('/services');
    expect(
      services.body.items.map((item: { name: string }) => item.name),
    ).toEqual(['fraud-service', 'payments-api']);
    expect(services.body.items[1].contractVersion).toBe('1.0.0');
    const service = await later.as(VIEWER).get('/services/payments-api');
    expect(service.body).toMatchObject({
      commit: merged.body.mergeCommit,
      intent: paymentsApi(),
      result: { denied: false },
      openRequests: [],
    });
    const entities = await later.as(VIEWER).get('/catalog-entities');
    expect(entities.body.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: 'Component',
          metadata: expect.objectContaining({ name: 'payments-api' }),
        }),
      ]),
    );
    const kept = await later.as(VIEWER).get(`/change-requests/${id}`);
    expect(kept.body).toMatchObject({
      state: 'merged',
      comments: [{ by: REVIEWER, text: 'Load test seen, thanks.' }],
      approvals: [{ by: REVIEWER }],
    });
    const fleet = await later.as(VIEWER).get('/fleet');
    const unchanged = await later
      .as(VIEWER)
      .get('/fleet')
      .set('If-None-Match', fleet.headers.etag);
    expect(unchanged.status).toBe(304);
    const contract = await later.as(VIEWER).get('/contract');
    expect(contract.body.counts).toMatchObject({ services: 2, denied: 0 });
    await later.stop();
  });

  it('adds the other side of an agreement, and asks its owner', async () => {
    const { as, stop } = await setUp({ seed: [fraudService({ accepts: [] })] });
    const refused = await as(ENGINEER).post('/change-requests', {
      intent: paymentsApi(),
    });
    expect(refused.status).toBe(400);
    expect(refused.body.error.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ policy: 'agreement', severity: 'deny' }),
      ]),
    );

    const opened = await as(ENGINEER).post('/change-requests', {
      intent: paymentsApi(),
      acceptOn: ['fraud-service'],
    });
    expect(opened.body.error).toBeUndefined();
    expect(opened.body.awaiting).toEqual(['group:risk', 'security', 'sre']);
    expect(
      opened.body.files.map((file: { path: string }) => file.path),
    ).toContain('services/fraud-service/intent.yaml');
    const { id, commit } = opened.body;
    for (const person of [REVIEWER, RISK]) {
      const approved = await as(person).post(`/change-requests/${id}/approve`, {
        commit,
      });
      expect(approved.status).toBe(200);
    }
    const merged = await as(RISK).post(`/change-requests/${id}/merge`, {
      commit,
    });
    expect(merged.body.error).toBeUndefined();
    const fraud = await as(ENGINEER).get('/services/fraud-service');
    expect(fraud.body.intent.spec.accepts).toEqual(['payments-api']);
    await stop();
  });

  it('makes approvals stale on a push, and tells a later change of the same service', async () => {
    const { as, stop } = await setUp();
    const first = await as(ENGINEER).post('/change-requests', {
      intent: paymentsApi(),
    });
    const { id } = first.body;
    await as(REVIEWER).post(`/change-requests/${id}/approve`, {
      commit: first.body.commit,
    });
    const pushed = await as(ENGINEER).post('/change-requests', {
      intent: scaled(paymentsApi(), 20),
    });
    expect(pushed.body).toMatchObject({
      id,
      awaiting: ['security', 'sre'],
      approvals: [{ stale: true }],
    });
    const old = await as(REVIEWER).post(`/change-requests/${id}/approve`, {
      commit: first.body.commit,
    });
    expect(old.status).toBe(409);
    const closed = await as(ENGINEER).post(`/change-requests/${id}/close`);
    expect(closed.body.state).toBe('closed');
    const late = await as(REVIEWER).post(`/change-requests/${id}/merge`, {
      commit: pushed.body.commit,
    });
    expect(late.status).toBe(409);
    await stop();
  });

  it('derives a request again when what it calls has moved, and has it looked at again', async () => {
    const { as, stop } = await setUp();
    const payments = await as(ENGINEER).post('/change-requests', {
      intent: paymentsApi(),
    });
    const { id } = payments.body;
    await as(REVIEWER).post(`/change-requests/${id}/approve`, {
      commit: payments.body.commit,
    });

    const fraud = fraudService({ accepts: ['payments-api'] });
    fraud.spec.containers.app.port = 9090;
    const moved = await as(RISK).post('/change-requests', { intent: fraud });
    expect(moved.body).toMatchObject({
      review: { decision: 'automatic' },
      state: 'merged',
    });

    const refused = await as(REVIEWER).post(`/change-requests/${id}/merge`, {
      commit: payments.body.commit,
    });
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toContain('derived again');
    const again = await as(REVIEWER).get(`/change-requests/${id}`);
    expect(again.body.commit).not.toBe(payments.body.commit);
    expect(again.body).toMatchObject({
      awaiting: ['security', 'sre'],
      mergeability: { state: 'clean' },
    });
    const { commit } = again.body;
    await as(REVIEWER).post(`/change-requests/${id}/approve`, { commit });
    const merged = await as(REVIEWER).post(`/change-requests/${id}/merge`, {
      commit,
    });
    expect(merged.body.error).toBeUndefined();
    expect(merged.body.state).toBe('merged');
    await stop();
  });

  it('tells a conflict when both sides changed the intent of one service', async () => {
    const { as, stop } = await setUp({ seed: [fraudService({ accepts: [] })] });
    const payments = await as(ENGINEER).post('/change-requests', {
      intent: paymentsApi(),
      acceptOn: ['fraud-service'],
    });
    const { id, commit } = payments.body;
    for (const person of [REVIEWER, RISK]) {
      await as(person).post(`/change-requests/${id}/approve`, { commit });
    }
    const change = await as(RISK).post('/change-requests', {
      intent: fraudService({ accepts: ['checkout-api'] }),
    });
    expect(change.body.state).toBe('merged');
    const refused = await as(REVIEWER).post(`/change-requests/${id}/merge`, {
      commit,
    });
    expect(refused.status).toBe(409);
    expect(refused.body.error.files).toContain(
      'services/fraud-service/intent.yaml',
    );
    const again = await as(ENGINEER).post('/change-requests', {
      intent: paymentsApi(),
      acceptOn: ['fraud-service'],
    });
    expect(again.body).toMatchObject({ id, mergeability: { state: 'clean' } });
    await stop();
  });

  it('lets nobody propose for another team, or past a permission', async () => {
    const { as, stop, outcomes, server } = await setUp();
    const foreign = await as(RISK).post('/change-requests', {
      intent: paymentsApi(),
    });
    expect(foreign.status).toBe(403);
    expect(foreign.body.error.message).toContain('group:default/payments');
    expect(outcomes).toEqual([
      expect.objectContaining({ eventId: 'access-denied', outcome: 'fail' }),
    ]);
    const anonymous = await request(server)
      .get('/api/golden-path/fleet')
      .set('Authorization', mockCredentials.none.header());
    expect(anonymous.status).toBe(401);
    await stop();
  });

  it.each([
    ['get', '/contract', 'golden-path.contract.read'],
    ['get', '/contract/schema', 'golden-path.contract.read'],
    ['get', '/services', 'golden-path.contract.read'],
    ['get', '/services/fraud-service', 'golden-path.contract.read'],
    ['get', '/fleet', 'golden-path.contract.read'],
    ['get', '/catalog-entities', 'golden-path.contract.read'],
    ['post', '/compile', 'golden-path.intent.compile'],
    ['get', '/change-requests', 'golden-path.change-request.read'],
    ['post', '/change-requests', 'golden-path.change-request.create'],
    ['get', '/change-requests/ID', 'golden-path.change-request.read'],
    ['get', '/change-requests/ID/diff', 'golden-path.change-request.read'],
    [
      'post',
      '/change-requests/ID/approve',
      'golden-path.change-request.approve',
    ],
    ['post', '/change-requests/ID/merge', 'golden-path.change-request.merge'],
    ['post', '/change-requests/ID/close', 'golden-path.change-request.close'],
    [
      'post',
      '/change-requests/ID/comments',
      'golden-path.change-request.comment',
    ],
    ['get', '/authoring', 'golden-path.contract.author'],
    ['get', '/authoring/templates/http-api', 'golden-path.contract.author'],
    ['get', '/authoring/services/fraud-service', 'golden-path.contract.author'],
    ['post', '/authoring/drafts', 'golden-path.contract.author'],
    ['get', '/authoring/drafts/DRAFT', 'golden-path.contract.author'],
    ['put', '/authoring/drafts/DRAFT', 'golden-path.contract.author'],
    ['delete', '/authoring/drafts/DRAFT', 'golden-path.contract.author'],
    ['post', '/authoring/impact', 'golden-path.contract.author'],
  ] as const)('%s %s needs %s', async (method, route, permission) => {
    const { as, stop, knex } = await setUp();
    const opened = await as(ENGINEER).post('/change-requests', {
      intent: paymentsApi(),
    });
    const draft = { title: 'A draft', changes: {}, basedOn: 'f'.repeat(64) };
    const drafted = await as(PLATFORM).post('/authoring/drafts', draft);
    await stop();
    const {
      as: asDenied,
      outcomes,
      stop: stopDenied,
    } = await startPortal({
      folder: folder.path,
      knex,
      denied: [permission],
    });
    const path = route
      .replace('ID', opened.body.id)
      .replace('DRAFT', drafted.body.id);
    const bodies: Record<string, object> = {
      '/compile': { intent: paymentsApi() },
      '/change-requests': { intent: paymentsApi() },
      '/change-requests/ID/approve': { commit: opened.body.commit },
      '/change-requests/ID/merge': { commit: opened.body.commit },
      '/change-requests/ID/comments': { text: 'hello' },
      '/authoring/drafts': draft,
      '/authoring/drafts/DRAFT': { ...draft, revision: 1 },
      '/authoring/impact': { changes: {} },
    };
    const answer = await asDenied(REVIEWER)[method](path, bodies[route] ?? {});
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toContain(permission);
    expect(outcomes).toEqual([
      expect.objectContaining({
        eventId: 'access-denied',
        meta: expect.objectContaining({ permission }),
      }),
    ]);
    await stopDenied();
  });
});
