import { execFileSync } from 'node:child_process';
import path from 'node:path';
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type {
  DriftAnswer,
  ServiceDrift,
} from '@fairway/plugin-golden-path-common';
import { fraudService, paymentsApi } from '../__testUtils__/intents';
import {
  ENGINEER,
  gitOf,
  PLATFORM,
  REVIEWER,
  RISK,
  startPortal,
  VIEWER,
} from '../__testUtils__/portal';
import { lookedAgain } from './__testUtils__/lookedAgain';

jest.setTimeout(120_000);

const prod = 'clusters/prod-eu-1/prod-payments-billing';
const deployment = `${prod}/payments-api/rollout-payments-api.yaml`;

describe('drift', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let pushes = 0;

  beforeAll(async () => {
    folder.clear();
    portal = await startPortal({
      folder: folder.path,
      knex: await databases.init('SQLITE_3'),
      seed: [fraudService({ accepts: ['payments-api'] }), paymentsApi()],
    });
  });

  afterAll(() => portal.stop());

  /** Somebody pushes to the repository, past the portal. */
  function push(script: string): void {
    pushes += 1;
    const clone = path.join(folder.path, `clone-${pushes}`);
    execFileSync('git', ['clone', '-q', gitOf({ folder: folder.path }), clone]);
    execFileSync(
      'sh',
      [
        '-ec',
        `${script}
         git add -A
         git -c user.name=x -c user.email=x@example.com commit -qm push
         git push -q origin HEAD:main`,
      ],
      { cwd: clone, stdio: 'pipe' },
    );
  }

  async function list(query = ''): Promise<DriftAnswer> {
    const { status, body } = await portal.as(VIEWER).get(`/drift${query}`);
    expect(status).toBe(200);
    return body;
  }

  async function of(service: string): Promise<ServiceDrift> {
    const { status, body } = await portal.as(ENGINEER).get(`/drift/${service}`);
    expect({ status, body }).toMatchObject({ status: 200 });
    return body;
  }

  const checked = () => lookedAgain({ portal, folder: folder.path });

  it('finds none where Git holds what is derived', async () => {
    const { counts, items } = await checked();
    expect(items.map(({ service, state }) => [service, state])).toEqual([
      ['fraud-service', 'none'],
      ['payments-api', 'none'],
    ]);
    expect(counts).toMatchObject({ none: 2, edited: 0 });
  });

  it('tells what somebody edited, removed and added by hand, and its team hears of it once', async () => {
    push(`ls -R clusters/prod-eu-1 | head -80 >&2
      sed -i 's/memory: 1536Mi/memory: 2Gi/' ${deployment}
      git rm -q ${prod}/payments-api/poddisruptionbudget-payments-api.yaml
      printf 'apiVersion: v1\\nkind: Pod\\nmetadata: {name: debug-shell}\\n' > ${prod}/payments-api/pod-debug-shell.yaml`);
    await checked();
    const { items, counts } = await list('?state=edited');
    expect(counts).toMatchObject({ none: 1, edited: 1 });
    expect(items).toMatchObject([
      {
        service: 'payments-api',
        team: 'payments',
        files: { edited: 1, missing: 1, foreign: 1, behind: 0 },
      },
    ]);
    const { fileList, changedIn, may } = await of('payments-api');
    expect(
      fileList.map(({ path: file, kind, words }) => ({ file, kind, words })),
    ).toEqual([
      {
        file: `${prod}/payments-api/pod-debug-shell.yaml`,
        kind: 'foreign',
        words: ['nothing derives Pod debug-shell; it goes'],
      },
      {
        file: `${prod}/payments-api/poddisruptionbudget-payments-api.yaml`,
        kind: 'missing',
        words: ['PodDisruptionBudget payments-api is not there; it is derived'],
      },
      {
        file: deployment,
        kind: 'edited',
        words: ['memory limit of app 2Gi → 1536Mi'],
      },
    ]);
    expect(changedIn).toMatch(/^[0-9a-f]{40}$/);
    expect(may.mend).toEqual({ allowed: true });
    await checked();
    const told = portal.notifications.send.mock.calls.filter(
      ([{ payload }]) => payload.topic === 'drift',
    );
    expect(told).toHaveLength(1);
    expect(told[0][0].recipients.entityRef).toEqual(['group:default/payments']);
  });

  it('is mended by a request that puts back what is derived', async () => {
    const refused = await portal.as(VIEWER).post('/drift/payments-api/mend');
    expect(refused.status).toBe(403);
    const { status, body } = await portal
      .as(ENGINEER)
      .post('/drift/payments-api/mend', { message: 'It was a try' });
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { service: 'payments-api', kind: 'rederive' },
    });
    // What nobody has to agree to is merged by then.
    expect(body.state).toBe('merged');
    expect((await checked()).counts).toMatchObject({ none: 2, edited: 0 });
    const again = await portal.as(ENGINEER).post('/drift/payments-api/mend');
    expect(again.status).toBe(409);
  });

  it('waits for its team when somebody else mends it', async () => {
    push(`sed -i 's/memory: 1536Mi/memory: 2Gi/' ${deployment}`);
    await checked();
    const mend = (user: string) =>
      portal.as(user).post('/drift/payments-api/mend');
    const { body } = await mend(PLATFORM);
    expect(body).toMatchObject({ state: 'open', automatic: { state: 'held' } });
    expect((await mend(ENGINEER)).body).toMatchObject({
      id: body.id,
      state: 'merged',
    });
    expect((await checked()).counts).toMatchObject({ none: 2, edited: 0 });
  });

  it('tells an intent that cannot be read, with its problems', async () => {
    push(
      `sed -i 's/tier: tier-1/tier: tier-9/' services/payments-api/intent.yaml`,
    );
    // Who it calls still lets it in: it runs on, whatever its file says.
    expect((await checked()).counts).toMatchObject({
      unreadable: 1,
      none: 1,
      behind: 0,
    });
    const gone = await portal.as(ENGINEER).get('/services/payments-api');
    expect({ status: gone.status, ...gone.body.error }).toMatchObject({
      status: 409,
      message: expect.stringContaining(
        'Mend services/payments-api/intent.yaml',
      ),
    });
    const { state, team, problems, may } = await of('payments-api');
    expect({ state, team }).toEqual({ state: 'unreadable', team: 'payments' });
    expect(problems?.join()).toContain('services/payments-api/intent.yaml:');
    expect(may.mend.why).toContain('mend services/payments-api/intent.yaml');
    push(
      `sed -i 's/tier: tier-9/tier: tier-1/' services/payments-api/intent.yaml`,
    );
    expect((await checked()).counts).toMatchObject({ none: 2, unreadable: 0 });
  });

  it('finds what was left over of services that are gone, and what belongs to nobody', async () => {
    push(`mkdir -p ${prod}/old-api ${prod}/_namespace
      printf 'kind: Service\\nmetadata: {labels: {fairway.dev/team: risk}}\\n' > ${prod}/old-api/service-old-api.yaml
      echo 'kind: Role' > ${prod}/_namespace/role-everything.yaml
      echo 'kind: Role' > clusters/prod-eu-1/argocd/role-everything.yaml`);
    await checked();
    const { items } = await list('?state=edited');
    expect(
      items.map(({ service, team, orphan, files }) => [
        service,
        team,
        orphan,
        files.foreign,
      ]),
    ).toEqual([
      ['_shared', 'unknown', true, 1],
      ['old-api', 'risk', true, 1],
      ['payments-api', 'payments', undefined, 1],
    ]);
    const role = `${prod}/_namespace/role-everything.yaml`;
    const { may, fileList } = await of('payments-api');
    expect(fileList).toMatchObject([{ path: role, kind: 'foreign' }]);
    expect(may.mend).toMatchObject({
      allowed: false,
      why: expect.stringContaining('as the platform team may'),
    });
    const mend = (user: string) =>
      portal.as(user).post('/drift/payments-api/mend');
    expect((await mend(ENGINEER)).status).toBe(409);
    const { body: opened } = await mend(PLATFORM);
    expect(opened).toMatchObject({ state: 'open', kind: 'rederive' });
    const { body: diff } = await portal
      .as(ENGINEER)
      .get(`/change-requests/${opened.id}/diff`);
    expect(diff.items).toMatchObject([{ path: role, change: 'removed' }]);
    const merged = await portal
      .as(ENGINEER)
      .post(`/change-requests/${opened.id}/merge`, { commit: opened.commit });
    expect(merged.body).toMatchObject({ state: 'merged' });
    // What belongs to no service at all is for people to remove.
    expect((await portal.as(PLATFORM).post('/drift/old-api/mend')).status).toBe(
      409,
    );
    push(
      `git rm -q -r ${prod}/old-api clusters/prod-eu-1/argocd/role-everything.yaml`,
    );
    expect((await checked()).counts).toMatchObject({ none: 2, edited: 0 });
  });

  it('forgets what stood under the name that a service had', async () => {
    const { body: opened } = await portal
      .as(ENGINEER)
      .post('/services/payments-api/flows', {
        flow: { kind: 'rename', to: 'payments' },
      });
    const { id, commit } = opened;
    for (const person of [REVIEWER, RISK]) {
      await portal
        .as(person)
        .post(`/change-requests/${id}/approve`, { commit });
    }
    const { body: merged } = await portal
      .as(REVIEWER)
      .post(`/change-requests/${id}/merge`, { commit });
    expect(merged).toMatchObject({ state: 'merged' });
    const { items } = await checked();
    expect(items.map(({ service, state }) => [service, state])).toEqual([
      ['fraud-service', 'none'],
      ['payments', 'none'],
    ]);
    const { status } = await portal.as(VIEWER).get('/drift/payments-api');
    expect(status).toBe(404);
  });

  it('is looked for by those who may, and answers in plain words', async () => {
    const unknown = await portal.as(ENGINEER).get('/drift/nobody');
    expect(unknown.status).toBe(404);
    const badState = await portal.as(ENGINEER).get('/drift?state=bad');
    expect(badState.status).toBe(400);
    const badBody = await portal
      .as(ENGINEER)
      .post('/drift/check', { services: [] });
    expect(badBody.status).toBe(400);
    expect(portal.outcomes.map(({ eventId }) => eventId)).toEqual(
      expect.arrayContaining(['drift-check', 'drift-mend']),
    );
  });
});
