import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { LocalGitHost } from '@fairway/connectors';
import {
  changeRequestReadPermission,
  type EnvironmentDelivery,
  type ServiceDelivery,
} from '@fairway/plugin-golden-path-common';
import request from 'supertest';
import { fraudService, paymentsApi } from './__testUtils__/intents';
import {
  configOf,
  ENGINEER,
  PLATFORM,
  REVIEWER,
  RISK,
  startPortal,
  VIEWER,
} from './__testUtils__/portal';

jest.setTimeout(120_000);

const DIGEST = `sha256:${'c'.repeat(64)}`;
const IMAGE = `registry.example.com/payments-api@${DIGEST}`;
const SECRET = 'a secret of sixteen letters or more';
const TOKEN = 'a token of sixteen letters or more';
const SOURCE_COMMIT = 'f'.repeat(40);

const signer = generateKeyPairSync('ed25519');

/** Asks again until it is so: what is recorded beside answering comes a moment later. */
async function until<T>(
  ask: () => Promise<T>,
  fits: (answer: T) => boolean,
): Promise<T> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const answer = await ask();
    if (fits(answer)) {
      return answer;
    }
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  throw new Error('It did not become so');
}

function build(more: object = {}): string {
  return JSON.stringify({
    service: 'payments-api',
    image: IMAGE,
    commit: SOURCE_COMMIT,
    tests: { passed: 120, failed: 0 },
    url: 'https://ci.example.com/runs/7',
    ...more,
  });
}

function signed(body: string, options: { ago?: number; secret?: string } = {}) {
  const { ago = 0, secret = SECRET } = options;
  const time = Math.floor(Date.now() / 1000) - ago;
  const mac = createHmac('sha256', secret).update(`${time}.${body}`);
  return `t=${time},v1=${mac.digest('hex')}`;
}

describe('Deliveries in the portal', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();

  async function start(options: { denied?: string[] } = {}) {
    folder.clear();
    const base = configOf({ folder: folder.path });
    const portal = await startPortal({
      ...options,
      folder: folder.path,
      knex: await databases.init('SQLITE_3'),
      seed: [
        fraudService({ accepts: ['payments-api'] }),
        // Staging takes an image of its own, which is the one that is promoted below.
        {
          ...paymentsApi(),
          spec: {
            ...paymentsApi().spec,
            environments: ['dev', { name: 'staging', image: IMAGE }, 'prod'],
          },
        },
      ],
      config: {
        ...base,
        fairway: {
          ...Object(base.fairway),
          delivery: {
            webhooks: {
              ci: { secret: SECRET },
              scanner: { secret: SECRET },
              slsa: {
                secret: SECRET,
                publicKeys: [
                  signer.publicKey.export({ type: 'spki', format: 'pem' }),
                ],
              },
              'argo-cd': { token: TOKEN },
              flux: { secret: SECRET },
              'argo-rollouts': { token: TOKEN },
            },
            limits: { bodyBytes: 4096, perMinute: 60 },
          },
        },
      },
    });
    const send = (
      source: string,
      body: string,
      headers: Record<string, string> = {
        'X-Fairway-Signature': signed(body),
      },
    ) =>
      request(portal.server)
        .post(`/api/golden-path/delivery/webhooks/${source}`)
        .set('Content-Type', 'application/json')
        .set(headers)
        .send(body);
    const withToken = { Authorization: `Bearer ${TOKEN}` };
    const argoCd = (more: object = {}) =>
      send(
        'argo-cd',
        JSON.stringify({
          app: 'staging-payments-api',
          sync: 'Synced',
          phase: 'Succeeded',
          health: 'Healthy',
          finishedAt: new Date().toISOString(),
          images: [IMAGE],
          ...more,
        }),
        withToken,
      );
    const delivery = async (user = ENGINEER): Promise<ServiceDelivery> =>
      (await portal.as(user).get('/delivery/payments-api')).body;
    await until(delivery, ({ environments }) =>
      environments?.every(each => each.release),
    );
    return { ...portal, argoCd, delivery, send, withToken };
  }

  function environment(
    { environments }: ServiceDelivery,
    name: string,
  ): EnvironmentDelivery {
    const found = environments.find(each => each.environment === name);
    if (!found) {
      throw new Error(`no ${name}`);
    }
    return found;
  }

  const statusOf = (delivery: ServiceDelivery, name: string) =>
    Object.fromEntries(
      environment(delivery, name).steps.map(({ state, status }) => [
        state,
        status,
      ]),
    );

  it('begin with what Git asks for, and show everything else as missing', async () => {
    const { as, delivery, stop } = await start();
    const told = await delivery(VIEWER);
    expect(environment(told, 'prod')).toMatchObject({
      release: {
        image: paymentsApi().spec.containers.app.image,
        state: 'desired-state-updated',
      },
      missing: 4,
      rollback: { allowed: false },
    });
    expect(statusOf(told, 'prod')).toMatchObject({
      proposed: 'missing',
      built: 'missing',
      scanned: 'missing',
      signed: 'missing',
      synced: 'waiting',
    });
    expect(told.sources).toContainEqual({ source: 'ci', configured: true });
    expect(told.sources).toContainEqual({
      source: 'cosign',
      configured: false,
    });

    const list = await as(VIEWER).get('/delivery?attention=true&limit=1');
    expect(list.body).toMatchObject({
      total: 2,
      items: [{ service: 'fraud-service', team: 'risk' }],
    });
    const dora = await as(VIEWER).get('/delivery/dora?days=7');
    expect(dora.body.company).toMatchObject({
      environment: 'prod',
      deployments: 0,
    });
    const elsewhere = await as(VIEWER).get('/delivery/dora?environment=mars');
    expect(elsewhere.status).toBe(400);
    expect(elsewhere.body.error.message).toContain('prod');
    expect((await as(VIEWER).get('/delivery/nobody')).status).toBe(404);
    expect((await as(VIEWER).get('/delivery?state=done')).status).toBe(400);
    await stop();
  });

  it('are told of every service, whatever its name', async () => {
    const named = (name: string) => {
      const intent = fraudService({ accepts: [] });
      return { ...intent, metadata: { ...intent.metadata, name } };
    };
    const names = ['dora', 'webhooks', 'check'];
    folder.clear();
    const { as, stop } = await startPortal({
      folder: folder.path,
      knex: await databases.init('SQLITE_3'),
      seed: names.map(named),
    });
    for (const name of names) {
      const route = `/services/${name}/delivery`;
      expect((await as(RISK).get(route)).body.service).toBe(name);
      expect((await as(RISK).get(`${route}/releases`)).status).toBe(200);
      const promoted = await as(RISK).post(`${route}/promote`, {
        from: 'dev',
        to: 'prod',
      });
      expect(promoted.body.error.message).toContain('an image goes to');
      const back = await as(RISK).post(`${route}/rollback`, {
        environment: 'prod',
        reason: 'errors',
      });
      expect(back.body.error.message).toContain('no earlier release');
    }
    expect((await as(RISK).get('/delivery/dora')).body).toHaveProperty(
      'company',
    );
    await stop();
  });

  it('take evidence from those who prove who they are, and refuse the others in words', async () => {
    const { delivery, outcomes, send, withToken, stop } = await start();
    const refusal = async (...call: Parameters<typeof send>) => {
      const { status, body } = await send(...call);
      expect(JSON.stringify(body)).not.toContain(SECRET);
      return [status, body.error.message];
    };
    const body = build();
    expect(
      await refusal('ci', body, {
        'X-Fairway-Signature': signed(body, { secret: 'another secret' }),
      }),
    ).toEqual([401, expect.stringContaining('not the one of this source')]);
    expect(
      await refusal('ci', build({ image: `${IMAGE.slice(0, -1)}d` }), {
        'X-Fairway-Signature': signed(body),
      }),
    ).toEqual([401, expect.stringContaining('not the one of this source')]);
    expect(
      await refusal('ci', body, {
        'X-Fairway-Signature': signed(body, { ago: 301 }),
      }),
    ).toEqual([401, expect.stringContaining('5 minutes')]);
    expect(await refusal('ci', body, {})).toEqual([
      401,
      expect.stringContaining('X-Fairway-Signature'),
    ]);
    expect(await refusal('ci', body, withToken)).toEqual([
      401,
      expect.anything(),
    ]);
    expect(await refusal('cosign', body)).toEqual([
      404,
      expect.stringContaining('fairway.delivery.webhooks.cosign.secret'),
    ]);
    expect(await refusal('jenkins', body)).toEqual([
      404,
      expect.stringContaining('there are ci, cosign'),
    ]);
    expect(await refusal('ci', build({ note: 'x'.repeat(5000) }))).toEqual([
      413,
      expect.stringContaining('4096 bytes'),
    ]);
    expect(await refusal('ci', 'kind: nothing')).toEqual([
      400,
      expect.stringContaining('no JSON'),
    ]);
    expect(await refusal('ci', build({ commit: '../main' }))).toEqual([
      400,
      expect.stringContaining('commit: expected a whole commit id'),
    ]);
    expect(await refusal('ci', build({ url: 'data:text/html,hello' }))).toEqual(
      [400, expect.stringContaining('url')],
    );
    expect(await refusal('ci', build({ service: 'nobody' }))).toEqual([
      422,
      expect.stringContaining('no service nobody is merged'),
    ]);
    expect(statusOf(await delivery(), 'staging').built).toBe('missing');

    const headers = { 'X-Fairway-Signature': signed(body) };
    expect(await send('ci', body, headers)).toMatchObject({
      status: 202,
      body: { services: ['payments-api'], added: 1, known: 0 },
    });
    expect(await refusal('ci', body, headers)).toEqual([
      409,
      expect.stringContaining('received before'),
    ]);
    // The same evidence in a call of its own is fine, and changes nothing.
    const github = createHmac('sha256', SECRET).update(body).digest('hex');
    expect(
      await send('ci', body, { 'X-Hub-Signature-256': `sha256=${github}` }),
    ).toMatchObject({ status: 202, body: { added: 0, known: 1 } });
    expect(statusOf(await delivery(), 'staging').built).toBe('done');
    expect(statusOf(await delivery(), 'prod').built).toBe('missing');

    const reasons = outcomes
      .filter(({ eventId }) => eventId === 'delivery-webhook-refused')
      .map(({ meta }) => Object(meta).reason);
    expect([...new Set(reasons)].sort()).toEqual([
      'expired',
      'forged',
      'not-configured',
      'replayed',
      'too-large',
      'unknown-service',
      'unparsable',
    ]);
    for (let call = 0; call < 60; call++) {
      await send('ci', body, {});
    }
    expect(await send('ci', body, {})).toMatchObject({
      status: 429,
      headers: { 'retry-after': '60' },
    });
    // Whatever else comes from the address, who signs is heard.
    const later = { 'X-Fairway-Signature': signed(body, { ago: 30 }) };
    expect((await send('ci', body, later)).status).toBe(202);
    await stop();
  });

  it('are promoted with their evidence in a request, and not before it is there', async () => {
    const { as, argoCd, delivery, send, withToken, stop } = await start();
    const promote = (body: object = { from: 'staging', to: 'prod' }) =>
      as(ENGINEER).post('/delivery/payments-api/promote', body);
    const early = await promote();
    expect(early.status).toBe(409);
    expect(early.body.error.message).toContain('built (missing)');
    expect((await promote({ from: 'dev', to: 'prod' })).status).toBe(400);
    expect(
      (
        await as(RISK).post('/delivery/payments-api/promote', {
          from: 'staging',
          to: 'prod',
        })
      ).status,
    ).toBe(403);

    // Out of order: what runs is told before what was built.
    const anHourAgo = new Date(Date.now() - 3_600_000).toISOString();
    expect((await argoCd({ finishedAt: anHourAgo })).status).toBe(202);
    const rollout = JSON.stringify({
      event: 'completed',
      service: 'payments-api',
      environment: 'staging',
      images: [IMAGE],
      at: anHourAgo,
    });
    expect((await send('argo-rollouts', rollout, withToken)).status).toBe(202);
    const payload = Buffer.from(
      JSON.stringify({
        _type: 'https://in-toto.io/Statement/v1',
        subject: [
          {
            name: 'registry.example.com/payments-api',
            digest: { sha256: 'c'.repeat(64) },
          },
        ],
        predicateType: 'https://slsa.dev/provenance/v1',
        predicate: {
          runDetails: {
            builder: {
              id: 'https://git.example.com/platform/build-workflows/.github/workflows/release.yaml@refs/heads/main',
            },
          },
        },
      }),
    );
    const type = 'application/vnd.in-toto+json';
    const pae = Buffer.concat([
      Buffer.from(`DSSEv1 ${type.length} ${type} ${payload.length} `),
      payload,
    ]);
    const envelope = (sig: Buffer) =>
      JSON.stringify({
        payloadType: type,
        payload: payload.toString('base64'),
        signatures: [{ sig: sig.toString('base64') }],
      });
    await send(
      'slsa',
      envelope(sign(null, Buffer.from('other'), signer.privateKey)),
    );
    expect(statusOf(await delivery(), 'staging').signed).toBe('failed');
    await send('slsa', envelope(sign(null, pae, signer.privateKey)));
    await send(
      'scanner',
      JSON.stringify({
        SchemaVersion: 2,
        ArtifactName: 'payments-api',
        Metadata: { RepoDigests: [IMAGE] },
        Results: [{ Vulnerabilities: [{ Severity: 'HIGH' }] }, {}],
      }),
    );
    await send('ci', build());

    const staging = environment(await delivery(), 'staging');
    expect(
      staging.steps.find(({ state }) => state === 'scanned')?.evidence,
    ).toMatchObject([{ summary: 'Trivy found 0 critical, 1 high' }]);
    expect(staging).toMatchObject({
      release: { state: 'stable', sourceCommit: SOURCE_COMMIT },
      promote: { to: 'prod', allowed: true },
    });
    expect(
      staging.steps.find(({ state }) => state === 'signed')?.evidence.at(-1),
    ).toMatchObject({
      summary: 'Provenance of the build',
      facts: { signer: 'paved-build', verified: 'yes' },
    });
    // The same scan fails, passes and fails again: each call is newly signed, and none has a time of its own.
    const scan = (critical: number, ago: number) => {
      const counts = { critical, high: 0 };
      const body = JSON.stringify({ image: IMAGE, scanner: 'Grype', counts });
      return send('scanner', body, {
        'X-Fairway-Signature': signed(body, { ago }),
      });
    };
    const after = async (critical: number, ago: number) => {
      const { body } = await scan(critical, ago);
      const { promote: permit } = environment(await delivery(), 'staging');
      return { added: body.added, ...permit };
    };
    const refused = {
      added: 1,
      allowed: false,
      why: expect.stringContaining('scanned (failed)'),
    };
    expect(await after(3, 10)).toMatchObject(refused);
    expect(await after(0, 9)).toMatchObject({ added: 1, allowed: true });
    expect(await after(3, 8)).toMatchObject(refused);
    expect(await after(0, 7)).toMatchObject({ added: 1, allowed: true });
    expect(environment(await delivery(RISK), 'staging').promote).toMatchObject({
      allowed: false,
      why: expect.stringContaining('no member'),
    });

    const forThem = await as(PLATFORM).post('/delivery/payments-api/promote', {
      from: 'staging',
      to: 'prod',
    });
    // What somebody of another team proposes waits for the team.
    expect(forThem.body).toMatchObject({
      state: 'open',
      automatic: { state: 'held' },
    });
    const other = await promote({
      from: 'staging',
      to: 'prod',
      release: 'staging.payments-api.000000000000',
    });
    expect(other.status).toBe(409);
    expect(other.body.error.message).toContain('Another release is in staging');
    const opened = await promote({
      from: 'staging',
      to: 'prod',
      release: staging.release?.id,
    });
    // Nothing in it asks for a review, so by this contract it is merged at once.
    expect(opened.body).toMatchObject({
      kind: 'promote',
      state: 'merged',
      service: 'payments-api',
    });
    expect(opened.body.body).toContain('Evidence from staging');
    expect(opened.body.body).toContain('Grype found 0 critical, 0 high');
    const prodWith = (image: string) =>
      until(
        async () => environment(await delivery(), 'prod'),
        ({ release }) => release?.image === image,
      );
    expect(await prodWith(IMAGE)).toMatchObject({
      release: {
        request: { number: opened.body.number },
        state: 'desired-state-updated',
        by: 'fairway',
      },
      missing: 0,
      rollback: { allowed: true },
    });
    expect((await promote()).body.error.message).toBe(
      'prod has this image already.',
    );

    const back = (body: object) =>
      as(ENGINEER).post('/delivery/payments-api/rollback', {
        environment: 'prod',
        reason: 'errors at checkout',
        ...body,
      });
    expect((await back({ environment: 'staging' })).status).toBe(409);
    expect((await back({ release: 'nothing' })).status).toBe(404);
    const backForThem = await as(PLATFORM).post(
      '/delivery/payments-api/rollback',
      { environment: 'prod', reason: 'errors at checkout' },
    );
    expect(backForThem.body).toMatchObject({ kind: 'rollback', state: 'open' });
    expect((await back({})).body).toMatchObject({
      kind: 'rollback',
      state: 'merged',
    });
    const before = paymentsApi().spec.containers.app.image;
    await prodWith(before);
    // The list is written a moment after what it follows from.
    const releases = await until(
      async () =>
        (
          await as(VIEWER).get(
            '/delivery/payments-api/releases?environment=prod',
          )
        ).body,
      ({ total }) => total === 3,
    );
    expect(releases).toMatchObject({
      total: 3,
      items: [
        { image: before },
        { image: IMAGE, state: 'rolled-back', failed: true },
        { image: before },
      ],
    });
    await stop();
  });

  it('are rolled back at once whatever else is open for the service, and what waits is put onto that', async () => {
    const { as, delivery, stop } = await start();
    const { metadata, spec } = paymentsApi();
    const change = (said: object, hold: boolean) =>
      as(ENGINEER).post('/change-requests', {
        intent: {
          ...paymentsApi(),
          metadata: { ...metadata, ...said },
          spec: {
            ...spec,
            environments: ['dev', 'staging', { name: 'prod', image: IMAGE }],
          },
        },
        hold,
      });
    const before = paymentsApi().spec.containers.app.image;
    const prodWith = (image: string) =>
      until(
        async () => environment(await delivery(), 'prod'),
        ({ release }) => release?.image === image,
      );
    expect((await change({}, false)).body.state).toBe('merged');
    await prodWith(IMAGE);

    // A request that waits for people.
    const said = { description: 'Takes the money' };
    const waiting = await change(said, true);
    expect(waiting.body.state).toBe('open');
    expect(environment(await delivery(), 'prod').rollback).toMatchObject({
      allowed: true,
    });
    const rolledBack = await as(ENGINEER).post(
      '/services/payments-api/delivery/rollback',
      { environment: 'prod', reason: 'errors at checkout' },
    );
    expect(rolledBack.body).toMatchObject({
      kind: 'rollback',
      state: 'merged',
    });
    expect(rolledBack.body.id).not.toBe(waiting.body.id);
    await prodWith(before);

    const after = await as(ENGINEER).get(`/change-requests/${waiting.body.id}`);
    expect(after.body).toMatchObject({
      state: 'open',
      mergeability: { state: 'clean' },
      evidence: { intent: { metadata: said } },
    });
    expect(JSON.stringify(after.body.evidence.intent)).not.toContain(DIGEST);
    await stop();
  });

  it('tell of no open request to who may not read requests, nor does what a flow would do', async () => {
    const { as, delivery, stop } = await start({
      denied: [changeRequestReadPermission.name],
    });
    const opened = await as(ENGINEER).post('/change-requests', {
      intent: {
        ...paymentsApi(),
        spec: {
          ...paymentsApi().spec,
          environments: ['dev', 'staging', { name: 'prod', image: IMAGE }],
        },
      },
      hold: true,
    });
    expect(opened.body.state).toBe('open');
    expect(environment(await delivery(), 'prod').proposed).toBeUndefined();
    const preview = await as(ENGINEER).post(
      '/services/payments-api/flows/preview',
      { kind: 'retire' },
    );
    expect(preview.status).toBe(200);
    expect(preview.body).not.toHaveProperty('openRequest');
    await stop();
  });

  it('that were merged on the Git host are those of their request, as soon as the portal hears of it', async () => {
    const propose = jest.spyOn(LocalGitHost.prototype, 'propose');
    const { as, delivery, stop } = await start();
    const opened = await as(ENGINEER).post('/change-requests', {
      intent: {
        ...paymentsApi(),
        spec: {
          ...paymentsApi().spec,
          environments: ['dev', 'staging', { name: 'prod', image: IMAGE }],
        },
      },
      hold: true,
    });
    expect(opened.body).toMatchObject({ state: 'open' });
    const { id, number, commit, createdAt } = opened.body;
    expect(environment(await delivery(), 'prod').proposed).toEqual({
      image: IMAGE,
      request: { id, number },
      at: createdAt,
    });
    const [host] = propose.mock.contexts;
    propose.mockRestore();
    await host.merge(id, { expectedCommit: commit, author: { ref: RISK } });
    const prod = (fits: (told: EnvironmentDelivery) => boolean) =>
      until(async () => environment(await delivery(), 'prod'), fits);
    // The portal sees that Git moved, before it knows what became of the request.
    await prod(({ release }) => release?.image === IMAGE);

    const merged = await as(VIEWER).get(`/change-requests/${id}`);
    expect(merged.body.state).toBe('merged');
    const { release } = await prod(each => each.release?.request !== undefined);
    expect(release).toMatchObject({
      request: { id, number },
      by: RISK,
      startedAt: createdAt,
    });
    await stop();
  });

  it('go on under the name that a service takes, and begin anew for the next one of the old name', async () => {
    const { as, argoCd, delivery, send, stop } = await start();
    await argoCd();
    await send('ci', build());
    const before = environment(await delivery(), 'staging');
    const opened = await as(ENGINEER).post('/services/payments-api/flows', {
      flow: { kind: 'rename', to: 'payments' },
    });
    expect(opened.body.error).toBeUndefined();
    const { id, commit } = opened.body;
    for (const person of [REVIEWER, RISK]) {
      await as(person).post(`/change-requests/${id}/approve`, { commit });
    }
    const merged = await as(REVIEWER).post(`/change-requests/${id}/merge`, {
      commit,
    });
    expect(merged.body).toMatchObject({ state: 'merged' });

    const renamed = async (): Promise<ServiceDelivery> =>
      (await as(VIEWER).get('/services/payments/delivery')).body;
    const told = await renamed();
    expect(told.formerly).toEqual([
      { service: 'payments-api', until: merged.body.mergedAt },
    ]);
    const { release, steps } = environment(told, 'staging');
    expect({ release, steps }).toEqual({
      release: before.release,
      steps: before.steps,
    });
    // Lists and figures follow, and nothing counts twice.
    await until(
      async () => (await as(VIEWER).get('/delivery?search=payments')).body,
      ({ items }) =>
        items[0]?.service === 'payments' &&
        items[0].environments.every(
          ({ state }: { state?: string }) => state !== undefined,
        ),
    );
    const releases = await as(VIEWER).get(
      '/services/payments/delivery/releases?environment=staging',
    );
    expect(releases.body).toMatchObject({
      total: 1,
      items: [{ image: IMAGE }],
    });
    expect(
      (await as(VIEWER).get('/services/payments-api/delivery')).status,
    ).toBe(404);

    // A build that still has the old name is taken; what is taken away of the old name says nothing.
    const late = build({ commit: 'e'.repeat(40) });
    expect((await send('ci', late)).body.services).toEqual(['payments']);
    expect((await argoCd({ health: 'Degraded' })).body.services).toEqual([]);
    await argoCd({ app: 'staging-payments', health: 'Degraded' });
    expect(statusOf(await renamed(), 'staging').ready).toBe('failed');
    await stop();
  });

  it('read what Argo CD, Flux and Argo Rollouts really send', async () => {
    const { argoCd, delivery, send, withToken, stop } = await start();
    await argoCd({ app: 'namespace-staging-payments-billing' });
    await argoCd({ health: 'Degraded', sync: 'OutOfSync', phase: '' });
    expect(statusOf(await delivery(), 'staging').ready).toBe('failed');

    const event = JSON.stringify({
      involvedObject: {
        kind: 'Kustomization',
        namespace: 'flux-system',
        name: 'prod-payments-api',
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      },
      severity: 'info',
      timestamp: new Date().toISOString(),
      message: 'Reconciliation finished in 1.2s, next run in 10m0s',
      reason: 'ReconciliationSucceeded',
      metadata: {
        'kustomize.toolkit.fluxcd.io/revision': `main@sha1:${'e'.repeat(40)}`,
      },
      reportingController: 'kustomize-controller',
      reportingInstance: 'kustomize-controller-0',
    });
    const mac = createHmac('sha256', SECRET).update(event).digest('hex');
    expect(
      await send('flux', event, { 'X-Signature': `sha256=${mac}` }),
    ).toMatchObject({ status: 202, body: { added: 2 } });
    expect(statusOf(await delivery(), 'prod')).toMatchObject({
      synced: 'done',
      ready: 'done',
      canary: 'waiting',
    });

    const rollout = (name: string, more: object) =>
      send(
        'argo-rollouts',
        JSON.stringify({
          event: name,
          service: 'payments-api',
          environment: 'prod',
          at: new Date().toISOString(),
          ...more,
        }),
        withToken,
      );
    await rollout('step-completed', { weight: '25' });
    await rollout('aborted', { message: 'the error rate was too high' });
    const prod = environment(await delivery(), 'prod');
    expect(prod.release).toMatchObject({ state: 'rolled-back', failed: true });
    expect(prod.steps.find(({ state }) => state === 'canary')).toMatchObject({
      status: 'done',
      evidence: [{ summary: '25% of the traffic', facts: { weight: '25' } }],
    });
    await stop();
  });
});
