import { execFileSync } from 'node:child_process';
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { ServiceIntent } from '@fairway/plugin-golden-path-common';
import { fraudService, intentOf, paymentsApi } from './__testUtils__/intents';
import {
  ENGINEER,
  gitOf,
  PLATFORM,
  REVIEWER,
  RISK,
  RISK_PEER,
  startPortal,
  VIEWER,
} from './__testUtils__/portal';
import { RequestRecords } from './services/RequestRecords';

jest.setTimeout(60_000);

const DIGEST = `sha256:${'b2'.repeat(32)}`;

/** What the callee of the story calls in turn; of its own team. */
function scoring(options: { accepts: string[] }): ServiceIntent {
  const intent = fraudService(options);
  return {
    ...intent,
    metadata: { ...intent.metadata, name: 'scoring' },
    spec: {
      ...intent.spec,
      containers: {
        app: {
          ...intent.spec.containers.app,
          image: `registry.example.com/scoring@${DIGEST}`,
        },
      },
    },
  };
}

const STORE = `apiVersion: fairway.dev/v1alpha1
kind: ServiceIntent
metadata: { name: ledger-store, system: risk, owner: "group:risk" }
spec:
  workloadType: stateful
  tier: tier-2
  dataClassification: internal
  exposure: internal
  runtime: other
  containers:
    app:
      image: registry.example.com/ledger-store@${DIGEST}
      port: 5432
      health: { ready: /ready }
  stateful:
    storage: { size: 100Gi, storageClass: zonal-ssd, expansion: online }
    replicas: 3
    consistency: Reads see what was acknowledged
    quorum: Two of three
    drain: One member at a time
    zoneLoss: Two members are left
    splitBrain: A lease decides
    backup: { frequency: 6h, restoreTested: "2026-11-01", rpo: 6h, rto: 1h }
  slo: { availability: 99.5 }
  operations: { channel: "#risk", escalation: risk-primary, runbook: docs/runbook.md }
  environments: [dev, staging, prod]
`;

describe('a service that is there', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();

  beforeEach(() => folder.clear());

  const seeded = () => [
    paymentsApi(),
    fraudService({ accepts: ['payments-api'] }),
    scoring({ accepts: ['fraud-service'] }),
  ];

  async function setUp(seed: ServiceIntent[] = seeded()) {
    return startPortal({
      folder: folder.path,
      knex: await databases.init('SQLITE_3'),
      seed,
    });
  }
  type Portal = Awaited<ReturnType<typeof setUp>>;

  const files = () =>
    execFileSync(
      'git',
      [
        '--git-dir',
        gitOf({ folder: folder.path }),
        'ls-tree',
        '-r',
        '--name-only',
        'main',
      ],
      { encoding: 'utf8' },
    )
      .trim()
      .split('\n');

  /** Somebody pushes to the repository, past the portal. */
  function push(script: string): void {
    const clone = folder.resolve('clone');
    const git = gitOf({ folder: folder.path });
    execFileSync('git', ['clone', '-q', git, clone]);
    execFileSync(
      'sh',
      [
        '-ec',
        `${script}
         git -c user.name=x -c user.email=x@example.com commit -qam push
         git push -q origin HEAD:main
         rm -r "$PWD"`,
      ],
      { cwd: clone, stdio: 'pipe' },
    );
  }

  async function approveAndMerge(
    { as }: Portal,
    request: { id: string; commit: string },
    approvers: string[],
  ) {
    for (const person of approvers) {
      const approved = await as(person).post(
        `/change-requests/${request.id}/approve`,
        { commit: request.commit },
      );
      expect(approved.body.error).toBeUndefined();
    }
    return as(approvers[0]).post(`/change-requests/${request.id}/merge`, {
      commit: request.commit,
    });
  }

  it('is renamed, and its callers with it, once their owners agree', async () => {
    const portal = await setUp();
    const { as, stop, outcomes } = portal;
    const flow = { kind: 'rename', to: 'fraud-scores' };
    const preview = await as(RISK).post(
      '/services/fraud-service/flows/preview',
      flow,
    );
    expect(preview.body).toMatchObject({
      title: 'Rename fraud-service to fraud-scores',
      services: [
        {
          name: 'fraud-service',
          team: 'risk',
          change: 'changed',
          words: ['name fraud-service → fraud-scores'],
        },
        {
          name: 'payments-api',
          team: 'payments',
          change: 'changed',
          words: ['no longer calls fraud-service', 'calls fraud-scores'],
        },
        { name: 'scoring', team: 'risk' },
      ],
      blocked: [],
      review: {
        decision: 'review',
        reviewers: ['group:payments', 'sre'],
      },
    });
    expect(preview.body.openRequest).toBeUndefined();

    const opened = await as(RISK).post('/services/fraud-service/flows', {
      flow,
      message: 'It gives scores.',
    });
    expect(opened.body.error).toBeUndefined();
    expect(opened.status).toBe(201);
    expect(opened.body).toMatchObject({
      kind: 'rename',
      title: 'Rename fraud-service to fraud-scores',
      service: 'fraud-service',
      awaiting: ['group:payments', 'sre'],
      counts: preview.body.counts,
    });
    expect(opened.body.body).toContain(
      'Renames the service **fraud\\-scores**, which was fraud\\-service, of group\\:risk',
    );
    expect(opened.body.body).toContain('## Before you agree');
    expect(outcomes.at(-1)).toMatchObject({
      eventId: 'change-request-open',
      meta: { service: 'fraud-service', kind: 'rename' },
    });
    // Asked for again, it is the same request.
    const again = await as(RISK).post('/services/fraud-service/flows', {
      flow,
    });
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({
      id: opened.body.id,
      commit: opened.body.commit,
    });
    const merged = await approveAndMerge(portal, again.body, [
      REVIEWER,
      ENGINEER,
    ]);
    expect(merged.body).toMatchObject({ state: 'merged' });

    expect(files().filter(path => path.includes('fraud-service'))).toEqual([]);
    expect(files()).toContain('services/fraud-scores/catalog-info.yaml');
    const caller = await as(VIEWER).get('/services/payments-api');
    expect(caller.body.result.denied).toBe(false);
    expect(caller.body.intent.spec.dependencies[0]).toEqual({
      service: 'fraud-scores',
    });
    const callee = await as(VIEWER).get('/services/scoring');
    expect(callee.body.intent.spec.accepts).toEqual(['fraud-scores']);
    const gone = await as(VIEWER).get('/services/fraud-service');
    expect(gone.status).toBe(404);
    const entities = await as(VIEWER).get('/catalog-entities');
    expect(
      entities.body.items
        .filter(({ kind }: { kind: string }) => kind === 'Component')
        .map(({ metadata }: { metadata: { name: string } }) => metadata.name),
    ).toEqual(['fraud-scores', 'payments-api', 'scoring']);
    await stop();
  });

  it('takes no name that somebody has, or asks for', async () => {
    const { as, stop } = await setUp([
      fraudService({ accepts: ['payments-api'] }),
      scoring({ accepts: [] }),
    ]);
    await as(ENGINEER).post('/change-requests', { intent: paymentsApi() });
    for (const [to, why] of [
      ['scoring', 'is the name of a service of group:risk already'],
      ['payments-api', 'is open for a service called payments-api'],
      ['fraud-service', 'has that name already'],
    ]) {
      const flow = { kind: 'rename', to };
      const route = '/services/fraud-service/flows';
      const preview = await as(RISK).post(`${route}/preview`, flow);
      expect(preview.body.blocked[0].why).toContain(why);
      const refused = await as(RISK).post(route, { flow });
      expect(refused.status).toBe(409);
      expect(refused.body.error.message).toContain(why);
    }
    const bad = await as(RISK).post('/services/fraud-service/flows', {
      flow: { kind: 'rename', to: 'No Name' },
    });
    expect(bad.status).toBe(400);
    const odd = await as(RISK).post('/services/fraud-service/flows/preview', {
      kind: 'explode',
    });
    expect(odd.body.error.message).toContain('rename, move or retire');

    const asked = await as(RISK).post('/services/fraud-service/flows', {
      flow: { kind: 'rename', to: 'fraud-scores' },
    });
    expect(asked.body.state).toBe('open');
    const intent = scoring({ accepts: [] });
    intent.metadata.name = 'fraud-scores';
    const late = await as(RISK).post('/change-requests', { intent });
    expect(late.status).toBe(409);
    expect(late.body.error.message).toContain(
      'renames fraud-service to fraud-scores',
    );
    const too = await as(RISK).post('/services/scoring/flows/preview', {
      kind: 'rename',
      to: 'fraud-scores',
    });
    expect(too.body.blocked[0].why).toContain('called fraud-scores');
    await stop();
  });

  it('is handed to another team when both agree, and leaves nothing where it was', async () => {
    const portal = await setUp([scoring({ accepts: [] })]);
    const { as, stop } = portal;
    const flow = { kind: 'move', owner: 'group:payments', system: 'billing' };
    expect(files().some(path => path.includes('prod-risk-risk/'))).toBe(true);
    const foreign = await as(VIEWER).post('/services/scoring/flows', { flow });
    expect(foreign.status).toBe(403);
    expect(foreign.body.error.message).toContain(
      'group:default/risk or group:default/payments',
    );

    const opened = await as(ENGINEER).post('/services/scoring/flows', { flow });
    expect(opened.body.error).toBeUndefined();
    expect(opened.body).toMatchObject({
      kind: 'move',
      title: 'Move scoring to group:payments, system billing',
    });
    // Who takes it over agreed by proposing it; the platform is asked by the contract.
    expect(opened.body.awaiting).toEqual(['group:risk', 'platform', 'sre']);
    expect(opened.body.body).toContain(
      'Changes owner group\\:risk → group\\:payments, system risk → billing.',
    );
    const merged = await approveAndMerge(portal, opened.body, [
      RISK,
      PLATFORM,
      REVIEWER,
    ]);
    expect(merged.body).toMatchObject({ state: 'merged' });
    // Nobody else was in the namespace.
    expect(files().filter(path => path.includes('risk-risk'))).toEqual([]);
    expect(
      files().some(path => path.includes('prod-payments-billing/scoring/')),
    ).toBe(true);
    await stop();
  });

  it('is handed over by the team that has it, which merges what the other team has agreed to', async () => {
    const portal = await setUp([scoring({ accepts: [] })]);
    const { as, stop } = portal;
    const opened = await as(RISK).post('/services/scoring/flows', {
      flow: { kind: 'move', owner: 'group:payments', system: 'billing' },
    });
    const { id, commit, owner, awaiting } = opened.body;
    expect({ owner, awaiting }).toEqual({
      owner: 'group:default/payments',
      awaiting: ['group:payments', 'platform', 'sre'],
    });
    const merge = (person: string) =>
      as(person).post(`/change-requests/${id}/merge`, { commit });
    const early = await merge(RISK_PEER);
    expect(early.status).toBe(409);
    expect(early.body.error.message).toContain(
      'It waits for an approval of group:payments',
    );
    for (const person of [ENGINEER, PLATFORM]) {
      await as(person).post(`/change-requests/${id}/approve`, { commit });
    }
    // What is given is not asked for.
    const again = await as(ENGINEER).get(`/change-requests/${id}`);
    expect(again.body.awaiting).toEqual(['sre']);
    const foreign = await as(RISK_PEER).get(`/change-requests/${id}`);
    expect(foreign.body.may.approve.why).toBe(
      'It needs an approval of sre, and you are none of these.',
    );
    await as(REVIEWER).post(`/change-requests/${id}/approve`, { commit });
    const merged = await merge(RISK_PEER);
    expect(merged.body).toMatchObject({ state: 'merged', mergedBy: RISK_PEER });
    await stop();
  });

  it('keeps the open request of its team when another team asks to take it over', async () => {
    const { as, stop } = await setUp([scoring({ accepts: [] })]);
    const intent = scoring({ accepts: [] });
    intent.spec.scaling = { min: 2, max: 5 };
    const own = await as(RISK).post('/change-requests', { intent, hold: true });
    const take = (person: string) =>
      as(person).post('/services/scoring/flows', {
        flow: { kind: 'move', owner: 'group:payments', system: 'billing' },
      });
    const refused = await take(ENGINEER);
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toContain(
      'Change request #1 of group:default/risk is open for scoring',
    );
    const { body } = await as(RISK).get(`/change-requests/${own.body.id}`);
    expect(body).toMatchObject({
      commit: own.body.commit,
      title: own.body.title,
    });

    // Who owns it may hand it over all the same, and so may who proposes for everybody.
    for (const person of [RISK_PEER, PLATFORM]) {
      expect((await take(person)).body).toMatchObject({
        id: own.body.id,
        kind: 'move',
      });
    }
    await stop();
  });

  it('is of the team that asked for it first while it is not merged', async () => {
    const { as, stop } = await setUp([fraudService({ accepts: [] })]);
    const intent = scoring({ accepts: [] });
    await as(RISK).post('/change-requests', { intent, hold: true });
    const refused = await as(ENGINEER).post('/change-requests', {
      intent: {
        ...intent,
        metadata: { ...intent.metadata, owner: 'group:payments' },
      },
    });
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toContain('of group:default/risk');
    await stop();
  });

  it('leaves what a namespace shares to those who are still in it', async () => {
    const portal = await setUp([
      fraudService({ accepts: [] }),
      scoring({ accepts: [] }),
    ]);
    const { as, stop } = portal;
    const shared = files().filter(path => path.includes('/_namespace/'));
    const opened = await as(RISK).post('/services/scoring/flows', {
      flow: { kind: 'retire' },
    });
    expect(opened.body).toMatchObject({
      kind: 'retire',
      awaiting: ['sre'],
      monthlyAfter: '0.00',
      evidence: { intent: { metadata: { name: 'scoring' } } },
    });
    const merged = await approveAndMerge(portal, opened.body, [REVIEWER]);
    expect(merged.body).toMatchObject({ state: 'merged' });
    expect(files().filter(path => path.includes('/_namespace/'))).toEqual(
      shared,
    );
    expect(files().filter(path => path.includes('scoring'))).toEqual([]);
    const gone = await as(RISK).post('/services/scoring/flows', {
      flow: { kind: 'retire' },
    });
    expect(gone.status).toBe(404);
    await stop();
  });

  it('is retired only when nobody calls it, or with the lines of its callers', async () => {
    const portal = await setUp();
    const { as, stop } = portal;
    const route = '/services/fraud-service';
    const dependents = await as(VIEWER).get(`${route}/dependents`);
    expect(dependents.body).toEqual({
      service: 'fraud-service',
      callers: [{ name: 'payments-api', team: 'payments', tier: 'tier-1' }],
      accepting: [{ name: 'scoring', team: 'risk' }],
      hosts: [],
      environments: ['dev', 'staging', 'prod'],
    });
    const nobody = await as(VIEWER).get('/services/nobody/dependents');
    expect(nobody.status).toBe(404);

    const refused = await as(RISK).post(`${route}/flows`, {
      flow: { kind: 'retire' },
    });
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toContain(
      'payments-api calls fraud-service.',
    );
    const flow = { kind: 'retire', release: true };
    const preview = await as(RISK).post(`${route}/flows/preview`, flow);
    expect(preview.body).toMatchObject({
      services: [
        { name: 'fraud-service', change: 'removed', words: [] },
        { name: 'payments-api', words: ['no longer calls fraud-service'] },
        { name: 'scoring', words: ['no longer accepts fraud-service'] },
      ],
      blocked: [],
      review: { reviewers: ['group:payments', 'sre'] },
    });
    expect(preview.body.costAfter).toBeUndefined();
    const opened = await as(RISK).post(`${route}/flows`, { flow });
    expect(opened.body.error).toBeUndefined();
    expect(opened.body.awaiting).toEqual(['group:payments', 'sre']);
    const merged = await approveAndMerge(portal, opened.body, [
      REVIEWER,
      ENGINEER,
    ]);
    expect(merged.body).toMatchObject({ state: 'merged' });
    const caller = await as(VIEWER).get('/services/payments-api');
    expect(caller.body.result.denied).toBe(false);
    expect(
      caller.body.intent.spec.dependencies.map((each: object) =>
        Object.keys(each).at(0),
      ),
    ).toEqual(['topic', 'resource', 'external']);
    const callee = await as(VIEWER).get('/services/scoring');
    expect(callee.body.intent.spec.accepts).toBeUndefined();
    await stop();
  });

  it('takes along who began to call it while its request was open', async () => {
    const portal = await setUp([fraudService({ accepts: ['payments-api'] })]);
    const { as, stop } = portal;
    const route = '/services/fraud-service/flows';
    const opened = await as(RISK).post(route, {
      flow: { kind: 'rename', to: 'fraud-scores' },
    });
    expect(opened.body.awaiting).toEqual(['sre']);
    const caller = await as(ENGINEER).post('/change-requests', {
      intent: paymentsApi(),
    });
    await approveAndMerge(portal, caller.body, [REVIEWER]);

    const early = await as(REVIEWER).post(
      `/change-requests/${opened.body.id}/merge`,
      { commit: opened.body.commit },
    );
    expect(early.status).toBe(409);
    expect(early.body.error.message).toContain('derived again');
    const again = await as(RISK).get(`/change-requests/${opened.body.id}`);
    expect(again.body).toMatchObject({
      kind: 'rename',
      title: 'Rename fraud-service to fraud-scores',
      awaiting: ['group:payments', 'sre'],
    });
    expect(again.body.body).toContain('## Before you agree');
    const merged = await approveAndMerge(portal, again.body, [
      REVIEWER,
      ENGINEER,
    ]);
    expect(merged.body).toMatchObject({ state: 'merged' });
    const service = await as(VIEWER).get('/services/payments-api');
    expect(service.body.intent.spec.dependencies[0]).toEqual({
      service: 'fraud-scores',
    });
    await stop();
  });

  it('is approved by nobody who proposed it, also where two replicas opened its request at once', async () => {
    const { as, stop } = await setUp([scoring({ accepts: [] })]);
    const propose = (person: string) =>
      as(person).post('/services/scoring/flows', {
        flow: { kind: 'move', owner: 'group:payments', system: 'billing' },
      });
    await propose(RISK);
    await propose(PLATFORM);
    // This replica has looked before the other one opened it.
    const looked = jest
      .spyOn(RequestRecords.prototype, 'openRequestOf')
      .mockResolvedValueOnce(undefined);
    const { body } = await propose(RISK_PEER);
    looked.mockRestore();
    expect(body).toMatchObject({ author: RISK, kind: 'move' });
    expect(body.awaiting).toContain('platform');
    const own = await as(PLATFORM).post(`/change-requests/${body.id}/approve`, {
      commit: body.commit,
    });
    expect(own.status).toBe(403);
    expect(own.body.error.message).toContain('You proposed it');
    await stop();
  });

  it('is not renamed to a name that was pushed to Git meanwhile, and says to close the request', async () => {
    const { as, stop } = await setUp([fraudService({ accepts: [] })]);
    const route = '/services/fraud-service/flows';
    const opened = await as(RISK).post(route, {
      flow: { kind: 'rename', to: 'fraud-scores' },
    });
    push(`mkdir services/fraud-scores
      sed 's/name: fraud-service$/name: fraud-scores/; s/99.5/99.6/' services/fraud-service/intent.yaml > services/fraud-scores/intent.yaml
      git add services`);
    const { id, commit } = opened.body;
    const seen = await as(REVIEWER).get(`/change-requests/${id}`);
    expect(seen.body).toMatchObject({
      mergeability: { state: 'conflict' },
      may: { approve: { allowed: false } },
    });
    const refused = await as(REVIEWER).post(`/change-requests/${id}/merge`, {
      commit,
    });
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toBe(
      'Rename fraud-service to fraud-scores: this is not possible as it stands. fraud-scores is the name of a service of group:risk already. Choose a name that no service has. Merge again once nothing is in the way, or close this request and propose what is possible.',
    );
    await as(RISK).post(`/change-requests/${id}/close`);
    const other = await as(RISK).post(route, {
      flow: { kind: 'rename', to: 'fraud-points' },
    });
    expect(other.status).toBe(201);
    await stop();
  });

  it('is worked out again, with what was pushed meanwhile, before anybody can approve it', async () => {
    const portal = await setUp();
    const { as, stop } = portal;
    const opened = await as(RISK).post('/services/fraud-service/flows', {
      flow: { kind: 'rename', to: 'fraud-scores' },
    });
    push(
      `sed -i 's/latencyP95Ms: .*/latencyP95Ms: 123/; s/availability: 99.5/availability: 99.6/' services/*/intent.yaml`,
    );
    const { id, commit } = opened.body;
    const seen = await as(REVIEWER).get(`/change-requests/${id}`);
    expect(seen.body).toMatchObject({
      mergeability: { state: 'conflict' },
      may: {
        approve: {
          allowed: false,
          why: expect.stringContaining(
            'it is derived again before it merges, and an approval of this version would be lost. Press Merge',
          ),
        },
        merge: { allowed: true },
      },
    });
    const early = await as(REVIEWER).post(`/change-requests/${id}/approve`, {
      commit,
    });
    expect(early.status).toBe(409);
    expect(early.body.error.message).toContain('Press Merge');
    const again = await as(REVIEWER).post(`/change-requests/${id}/merge`, {
      commit,
    });
    expect(again.status).toBe(409);
    expect(again.body.error.message).toContain(
      'derived again. Look at what changed, have it approved by group:payments, sre, and merge again.',
    );
    const derived = await as(REVIEWER).get(`/change-requests/${id}`);
    expect(derived.body.mergeability).toEqual({ state: 'clean' });
    const merged = await approveAndMerge(portal, derived.body, [
      REVIEWER,
      ENGINEER,
    ]);
    expect(merged.body).toMatchObject({ state: 'merged' });
    const { body } = await as(VIEWER).get('/services/fraud-scores');
    expect(body.intent.spec.slo.availability).toBe(99.6);
    await stop();
  });

  it('is not retired any more once somebody calls it', async () => {
    const portal = await setUp([fraudService({ accepts: ['payments-api'] })]);
    const { as, stop } = portal;
    const opened = await as(RISK).post('/services/fraud-service/flows', {
      flow: { kind: 'retire' },
    });
    const caller = await as(ENGINEER).post('/change-requests', {
      intent: paymentsApi(),
    });
    await approveAndMerge(portal, caller.body, [REVIEWER]);
    const late = await as(REVIEWER).post(
      `/change-requests/${opened.body.id}/merge`,
      { commit: opened.body.commit },
    );
    expect(late.status).toBe(409);
    expect(late.body.error.message).toContain(
      'payments-api calls fraud-service.',
    );
    await stop();
  });

  it('becomes a change again when its team proposes one over the open request', async () => {
    const { as, stop } = await setUp([fraudService({ accepts: [] })]);
    const opened = await as(RISK).post('/services/fraud-service/flows', {
      flow: { kind: 'retire' },
    });
    const intent = fraudService({ accepts: [] });
    intent.spec.scaling = { min: 2, max: 5 };
    const changed = await as(RISK).post('/change-requests', {
      intent,
      hold: true,
    });
    expect(changed.body).toMatchObject({ id: opened.body.id, state: 'open' });
    expect(changed.body.kind).toBeUndefined();
    expect(changed.body.title).toContain('Change fraud-service');
    const preview = await as(RISK).post(
      '/services/fraud-service/flows/preview',
      { kind: 'retire' },
    );
    expect(preview.body.openRequest).toEqual({
      id: opened.body.id,
      number: 1,
      title: changed.body.title,
    });
    await stop();
  });

  it('keeps the flow that is open for it: another one is refused, and the same one is proposed again', async () => {
    const { as, stop } = await setUp([
      fraudService({ accepts: [] }),
      scoring({ accepts: [] }),
    ]);
    const route = '/services/fraud-service/flows';
    const rename = { kind: 'rename', to: 'fraud-scores' };
    const opened = await as(RISK).post(route, { flow: rename });
    expect(opened.status).toBe(201);
    const why =
      'Change request #1 is open for fraud-service: Rename fraud-service to fraud-scores.';
    const remedy = 'Have that request merged or closed, then propose this';
    for (const flow of [
      { kind: 'retire' },
      { kind: 'move', owner: 'group:payments' },
      { kind: 'rename', to: 'fraud-points' },
    ]) {
      for (const person of [RISK, RISK_PEER, PLATFORM]) {
        const refused = await as(person).post(route, { flow });
        expect(refused.status).toBe(409);
        expect(refused.body.error.message).toContain(`${why} ${remedy}.`);
      }
      const preview = await as(RISK).post(`${route}/preview`, flow);
      expect(preview.body.blocked).toEqual([{ why, remedy }]);
    }
    const same = await as(RISK_PEER).post(route, { flow: rename });
    expect(same.status).toBe(200);
    expect(same.body).toMatchObject({
      id: opened.body.id,
      commit: opened.body.commit,
      kind: 'rename',
    });
    const other = await as(RISK).post('/services/scoring/flows', {
      flow: { kind: 'retire' },
    });
    expect(other.status).toBe(201);
    await as(RISK).post(`/change-requests/${opened.body.id}/close`);
    const then = await as(RISK).post(route, { flow: { kind: 'retire' } });
    expect(then.status).toBe(201);
    const again = await as(RISK).post(route, {
      flow: { kind: 'retire', release: false },
    });
    expect(again.status).toBe(200);
    await stop();
  });

  it('has no request for a change that changes nothing, and one for what lies otherwise in Git', async () => {
    const { as, stop } = await setUp([fraudService({ accepts: [] })]);
    const intent = fraudService({ accepts: [] });
    const { metadata, spec } = intent;
    // The same, as another form may put it.
    const inOtherOrder = {
      spec: Object.fromEntries(Object.entries(spec).reverse()),
      metadata: Object.fromEntries(Object.entries(metadata).reverse()),
      kind: intent.kind,
      apiVersion: intent.apiVersion,
    };
    const nothing =
      'Nothing changes: fraud-service is merged exactly as proposed. Change something first.';
    for (const same of [intent, inOtherOrder]) {
      const compiled = await as(RISK).post('/compile', { intent: same });
      expect(compiled.body.nothingToPropose).toBe(nothing);
      const refused = await as(RISK).post('/change-requests', { intent: same });
      expect(refused.status).toBe(400);
      expect(refused.body.error.message).toBe(nothing);
    }
    const more = { ...intent, spec: { ...spec, scaling: { min: 2, max: 5 } } };
    const changed = await as(RISK).post('/compile', { intent: more });
    expect(changed.body.nothingToPropose).toBeUndefined();
    const open = await as(RISK).post('/change-requests', {
      intent: more,
      hold: true,
    });
    expect(open.status).toBe(201);
    const back = await as(RISK).post('/change-requests', { intent });
    expect(back.status).toBe(400);
    expect(back.body.error.message).toContain(
      'Change request #1 is open for it: close it to give that change up',
    );
    await as(RISK).post(`/change-requests/${open.body.id}/close`);

    const derived = files().find(
      path => path.startsWith('clusters/') && path.includes('/fraud-service/'),
    );
    push(`echo 'byHand: true' >> ${derived}`);
    const drifted = await as(RISK).post('/compile', { intent });
    expect(drifted.body.nothingToPropose).toBeUndefined();
    const mended = await as(RISK).post('/change-requests', { intent });
    expect(mended.body.error).toBeUndefined();
    expect(mended.body).toMatchObject({ state: 'merged' });
    expect(mended.body.files).toMatchObject([{ path: derived }]);
    const then = await as(RISK).post('/compile', { intent });
    expect(then.body.nothingToPropose).toBe(nothing);
    await stop();
  });

  it('is left as it is, with its name and its namespace, while its intent in Git cannot be read', async () => {
    const portal = await setUp([
      fraudService({ accepts: [] }),
      scoring({ accepts: ['fraud-service'] }),
    ]);
    const { as, stop } = portal;
    push(`sed -i 's/tier: tier-2/tier: tier-9/' services/scoring/intent.yaml`);
    const why = 'The intent of scoring in Git cannot be read: services/scoring';
    const proposed = await as(RISK).post('/change-requests', {
      intent: scoring({ accepts: [] }),
    });
    expect(proposed.status).toBe(409);
    expect(proposed.body.error.message).toContain(why);
    expect(proposed.body.error.message).toContain(
      'Mend services/scoring/intent.yaml in Git first.',
    );
    const route = '/services/fraud-service/flows';
    const flow = { kind: 'rename', to: 'scoring' };
    const renamed = await as(RISK).post(route, { flow });
    expect(renamed.status).toBe(409);
    const own = await as(RISK).post('/services/scoring/flows', {
      flow: { kind: 'retire' },
    });
    expect(own.status).toBe(409);
    expect(own.body.error.message).toContain(why);

    const retire = { kind: 'retire' };
    const preview = await as(RISK).post(`${route}/preview`, retire);
    expect(preview.body.blocked).toEqual([
      {
        why: 'services/scoring/intent.yaml cannot be read and mentions fraud-service, so nobody knows whether it is called from there.',
        remedy: 'Mend services/scoring/intent.yaml in Git first',
      },
    ]);
    push(`sed -i '/fraud-service/d' services/scoring/intent.yaml`);
    const shared = files().filter(path => path.includes('/_namespace/'));
    expect(shared).not.toEqual([]);
    const opened = await as(RISK).post(route, { flow: retire });
    const merged = await approveAndMerge(portal, opened.body, [REVIEWER]);
    expect(merged.body).toMatchObject({ state: 'merged' });
    expect(files().filter(path => path.includes('/_namespace/'))).toEqual(
      shared,
    );
    await stop();
  });

  it('takes back the other side of a call that it gives up', async () => {
    const portal = await setUp();
    const { as, stop } = portal;
    const intent = paymentsApi();
    intent.spec.dependencies = intent.spec.dependencies?.slice(1);
    const compiled = await as(ENGINEER).post('/compile', { intent });
    expect(compiled.body.removedAgreements).toEqual([
      { service: 'fraud-service', team: 'risk' },
    ]);
    const releaseOn = ['fraud-service'];
    const with_ = await as(ENGINEER).post('/compile', { intent, releaseOn });
    expect(with_.body.review.reviewers).toEqual(['group:risk']);

    for (const [name, why] of [
      ['scoring', 'does not call scoring as merged'],
      ['nobody', 'nobody is not merged'],
    ]) {
      const refused = await as(ENGINEER).post('/change-requests', {
        intent,
        releaseOn: [name],
      });
      expect(refused.status).toBe(400);
      expect(refused.body.error.message).toContain(why);
    }
    const still = await as(ENGINEER).post('/change-requests', {
      intent: paymentsApi(),
      releaseOn,
    });
    expect(still.body.error.message).toContain(
      'payments-api still depends on fraud-service',
    );

    const opened = await as(ENGINEER).post('/change-requests', {
      intent,
      releaseOn,
    });
    expect(opened.body.error).toBeUndefined();
    expect(opened.body.awaiting).toEqual(['group:risk']);
    expect(opened.body.body).toContain(
      'it no longer accepts payments\\-api; its owner reviews this request too',
    );
    const merged = await approveAndMerge(portal, opened.body, [RISK]);
    expect(merged.body).toMatchObject({ state: 'merged' });
    const callee = await as(VIEWER).get('/services/fraud-service');
    expect(callee.body.intent.spec.accepts).toBeUndefined();
    await stop();
  });

  it('has one request when two people change it at once', async () => {
    const { as, stop } = await setUp([fraudService({ accepts: [] })]);
    const change = (max: number) => ({
      intent: {
        ...fraudService({ accepts: [] }),
        spec: {
          ...fraudService({ accepts: [] }).spec,
          scaling: { min: 2, max },
        },
      },
      hold: true,
    });
    const answers = await Promise.all([
      as(RISK).post('/change-requests', change(4)),
      as(PLATFORM).post('/change-requests', change(5)),
      as(RISK).post('/services/fraud-service/flows', {
        flow: { kind: 'rename', to: 'fraud-scores' },
      }),
    ]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const { body } = await as(RISK).get('/change-requests');
    expect(body.total).toBe(1);
    await stop();
  });

  it('keeps its data where it is: a store is neither renamed nor moved, and told of before it is retired', async () => {
    const store = intentOf(STORE);
    const { as, stop } = await setUp([store]);
    const route = '/services/ledger-store/flows/preview';
    const renamed = await as(RISK).post(route, {
      kind: 'rename',
      to: 'ledger-db',
    });
    expect(renamed.body.blocked[0].why).toContain('Volumes belong to the name');
    const moved = await as(RISK).post(route, {
      kind: 'move',
      owner: 'group:payments',
    });
    expect(moved.body.blocked[0].why).toContain(
      'Volumes belong to their namespace',
    );
    const retired = await as(RISK).post(route, { kind: 'retire' });
    expect(retired.body.blocked).toEqual([]);
    expect(retired.body.warnings).toEqual([
      expect.stringContaining('Its data stays'),
      expect.stringContaining('Backups of ledger-store'),
    ]);
    await stop();
  });
});
