import { execFileSync } from 'node:child_process';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type {
  Campaign,
  CampaignService,
  ChangeRequestSummary,
  ServiceIntent,
} from '@fairway/plugin-golden-path-common';
import type { Knex } from 'knex';
import { fraudService } from './__testUtils__/intents';
import {
  ENGINEER,
  gitOf,
  PLATFORM,
  RISK,
  SHIPPED_CONTRACT,
  startPortal,
  type PortalOptions,
} from './__testUtils__/portal';
import { CampaignStore } from './store/CampaignStore';

jest.setTimeout(180_000);

type Portal = Awaited<ReturnType<typeof startPortal>>;

function named(
  name: string,
  tier: ServiceIntent['spec']['tier'],
): ServiceIntent {
  const intent = fraudService({ accepts: [] });
  return {
    ...intent,
    metadata: { ...intent.metadata, name },
    spec: { ...intent.spec, tier },
  };
}

const SEED = [
  named('avatar', 'tier-3'),
  named('basket', 'tier-2'),
  named('ledger', 'tier-2'),
  named('search', 'tier-3'),
];

describe('A campaign', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();
  let knex: Knex;
  let contractPath: string;

  beforeEach(async () => {
    folder.clear();
    knex = await databases.init('SQLITE_3');
    contractPath = folder.resolve('platform');
    await fs.cp(SHIPPED_CONTRACT, contractPath, { recursive: true });
  });

  const start = (options: Partial<PortalOptions> = {}) =>
    startPortal({
      folder: folder.path,
      knex,
      contractPath,
      seed: SEED,
      ...options,
    });

  async function until(
    portal: Portal,
    id: string,
    holds: (campaign: Campaign) => boolean,
  ): Promise<Campaign> {
    let last: Campaign | undefined;
    for (let attempt = 0; attempt < 600; attempt += 1) {
      const { body } = await portal.as(ENGINEER).get(`/campaigns/${id}`);
      if (holds(body)) {
        return body;
      }
      last = body;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error(
      `It did not come to that: ${last?.state}, ${last?.note}, ${JSON.stringify(
        last?.counts,
      )}, ${last?.news[0].text}`,
    );
  }

  async function propose(portal: Portal, body: object): Promise<Campaign> {
    const created = await portal.as(PLATFORM).post('/campaigns', {
      title: 'More time to drain',
      description: 'Long transfers were *cut* when pods went.',
      ...body,
    });
    expect(created.body).toMatchObject({ state: 'planning' });
    return until(portal, created.body.id, ({ state }) => state !== 'planning');
  }

  async function services(
    portal: Portal,
    { id }: { id: string },
    query = '',
  ): Promise<CampaignService[]> {
    const { body } = await portal
      .as(ENGINEER)
      .get(`/campaigns/${id}/services${query}`);
    return body.items;
  }

  async function requestsOf(
    portal: Portal,
    { id }: { id: string },
  ): Promise<ChangeRequestSummary[]> {
    const { body } = await portal
      .as(ENGINEER)
      .get(`/change-requests?campaign=${id}&limit=100`);
    return body.items;
  }

  async function merge(portal: Portal, service: string) {
    const { body } = await portal
      .as(RISK)
      .get(`/change-requests?service=${service}&state=open`);
    const { id } = body.items[0];
    const request = await portal.as(RISK).get(`/change-requests/${id}`);
    const merged = await portal
      .as(RISK)
      .post(`/change-requests/${id}/merge`, { commit: request.body.commit });
    expect(merged.body).toMatchObject({ state: 'merged' });
  }

  /** What is written into the file of the contract, with the next version. */
  async function publish(
    changes: { file: string; from: RegExp; to: string }[],
  ) {
    for (const { file, from, to } of changes) {
      const at = path.join(contractPath, file);
      const text = await fs.readFile(at, 'utf8');
      expect(text).toMatch(from);
      await fs.writeFile(at, text.replace(from, to));
    }
  }

  const LONGER = [
    {
      file: 'tiers.yaml',
      from: /terminationGracePeriod: \d+s/g,
      to: 'terminationGracePeriod: 75s',
    },
    { file: 'contract.yaml', from: /version: 1\.0\.0/, to: 'version: 1.1.0' },
    {
      file: 'changelog.yaml',
      from: /changelog:\n/,
      to: `changelog:\n  - version: 1.1.0\n    date: 2026-11-22\n    changes:\n      - kind: changed\n        text: More time to drain\n`,
    },
  ];

  async function inForce(portal: Portal, version: string) {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const { body } = await portal.as(ENGINEER).get('/contract');
      if (body.contract?.metadata.version === version) {
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error(`${version} did not come into force`);
  }

  it('of a new contract opens one request for each service, though the portal is started again in the middle', async () => {
    let portal = await start();
    await publish(LONGER);
    await inForce(portal, '1.1.0');

    const planned = await propose(portal, {
      change: { type: 'contract' },
      settings: { concurrency: 1 },
    });
    expect(planned).toMatchObject({
      state: 'planned',
      contractVersion: '1.1.0',
      fromVersions: { '1.0.0': 4 },
      counts: { services: 4, planned: 4 },
      waves: 2,
      waveList: [
        { number: 1, title: 'tier-3', state: 'waiting' },
        { number: 2, title: 'tier-2', state: 'waiting' },
      ],
      impact: { changed: 4, newlyDenied: [], noLongerDenied: [] },
      comparison: { versions: { before: '1.0.0', after: '1.1.0' } },
    });
    expect(planned.impact?.kinds).toContainEqual({
      words: 'termination grace period seconds 30 → 75',
      services: ['avatar', 'search'],
    });
    expect(await requestsOf(portal, planned)).toEqual([]);

    const begun = await portal
      .as(PLATFORM)
      .post(`/campaigns/${planned.id}/start`);
    expect(begun.body).toMatchObject({ state: 'running', wave: 1 });
    await until(portal, planned.id, ({ counts }) => counts.open === 1);
    await portal.stop();

    portal = await start();
    await until(portal, planned.id, ({ counts }) => counts.open === 1);
    expect(await requestsOf(portal, planned)).toMatchObject([
      { service: 'avatar', author: PLATFORM, kind: 'rederive', state: 'open' },
    ]);
    await merge(portal, 'avatar');
    await until(
      portal,
      planned.id,
      ({ counts }) => counts.merged === 1 && counts.open === 1,
    );
    await portal.stop();

    portal = await start();
    for (const [index, name] of ['search', 'basket', 'ledger'].entries()) {
      await until(
        portal,
        planned.id,
        ({ counts }) => counts.merged === index + 1 && counts.open === 1,
      );
      await merge(portal, name);
    }
    const done = await until(
      portal,
      planned.id,
      ({ state, news }) => state === 'done' && /settled/.test(news[0].text),
    );
    expect(done.counts).toMatchObject({ services: 4, merged: 4 });
    const requests = await requestsOf(portal, planned);
    expect(requests.map(({ service }) => service).sort()).toEqual([
      'avatar',
      'basket',
      'ledger',
      'search',
    ]);
    expect(done.news.map(({ text }) => text)).toEqual([
      'Every service has settled',
      'Wave 2 begins: tier-2',
      'Started it',
      '4 services change',
      'Proposed it',
    ]);

    const again = await propose(portal, { change: { type: 'contract' } });
    expect(again).toMatchObject({
      counts: { services: 4, unchanged: 4 },
      may: {
        start: {
          allowed: false,
          why: expect.stringMatching(/nothing changes/),
        },
      },
    });
    await portal.stop();
  });

  it('of a template changes the intents that still have its old default, and merges by itself where nobody has to agree', async () => {
    const portal = await start();
    const planned = await propose(portal, {
      change: {
        type: 'intent',
        edits: [{ at: '/spec/slo/latencyP95Ms', from: null, to: 400 }],
      },
      scope: { tiers: ['tier-3'] },
      settings: { waves: { by: 'none', next: 'merged' }, merge: 'automatic' },
    });
    expect(planned.counts).toMatchObject({ services: 2, planned: 2 });
    const kind = planned.impact?.kinds[0].words ?? '';
    const some = await services(
      portal,
      planned,
      `?search=AVA&team=risk&wave=1&state=planned&kind=${encodeURIComponent(
        kind,
      )}`,
    );
    expect(some).toMatchObject([
      { name: 'avatar', tier: 'tier-3', review: { decision: 'automatic' } },
    ]);
    await portal.as(PLATFORM).post(`/campaigns/${planned.id}/start`);
    const done = await until(
      portal,
      planned.id,
      ({ state }) => state === 'done',
    );
    expect(done.counts).toMatchObject({ merged: 2 });
    const { body } = await portal.as(ENGINEER).get('/services/avatar');
    expect(body.intent.spec.slo.latencyP95Ms).toBe(400);

    expect(portal.outcomes).toEqual(
      expect.arrayContaining(
        ['campaign-create', 'campaign-start'].map(eventId =>
          expect.objectContaining({ eventId, outcome: 'success' }),
        ),
      ),
    );
    const told = portal.notifications.send.mock.calls
      .map(([sent]) => sent)
      .filter(({ payload }) => payload.topic === 'campaign');
    expect(told).toEqual([
      {
        recipients: { type: 'entity', entityRef: 'group:default/risk' },
        payload: expect.objectContaining({
          title:
            'More time to drain: change requests for 2 services of your team',
          link: `/campaigns/${planned.id}`,
        }),
      },
    ]);
    await portal.stop();
  });

  it('leaves it to a person to take back what was edited by hand, also where it merges by itself', async () => {
    const portal = await start();
    const clone = folder.resolve('clone');
    execFileSync('git', ['clone', '-q', gitOf({ folder: folder.path }), clone]);
    execFileSync(
      'sh',
      [
        '-ec',
        `for file in $(git ls-files 'clusters/*/avatar/*.yaml'); do echo '# by hand' >> "$file"; done
         git -c user.name=x -c user.email=x@example.com commit -qam hotfix
         git push -q origin HEAD:main`,
      ],
      { cwd: clone, stdio: 'pipe' },
    );
    await portal.as(ENGINEER).post('/drift/check');
    for (let attempt = 0; ; attempt += 1) {
      const { body } = await portal.as(ENGINEER).get('/drift?state=edited');
      if (body.items.length > 0) {
        break;
      }
      expect(attempt).toBeLessThan(200);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    const planned = await propose(portal, {
      change: {
        type: 'intent',
        edits: [{ at: '/spec/slo/latencyP95Ms', from: null, to: 400 }],
      },
      scope: { tiers: ['tier-3'] },
      settings: { waves: { by: 'none', next: 'merged' }, merge: 'automatic' },
    });
    await portal.as(PLATFORM).post(`/campaigns/${planned.id}/start`);
    await until(
      portal,
      planned.id,
      ({ counts }) => counts.merged === 1 && counts.open === 1,
    );
    const [open] = await services(portal, planned, '?state=open');
    expect(open.name).toBe('avatar');
    const { body } = await portal
      .as(RISK)
      .get(`/change-requests/${open.request?.id}`);
    expect(body.automatic).toMatchObject({
      state: 'held',
      why: expect.stringMatching(
        /files edited by hand\), and merging this may take that back/,
      ),
    });
    expect(body.body).toContain('## What this takes back');
    await portal.stop();
  });

  it('of a draft begins when the draft is in force, and pauses when another contract comes', async () => {
    const portal = await start();
    const { body: out } = await portal.as(PLATFORM).get('/authoring');
    const changes = Object.fromEntries(
      LONGER.map(({ file, from, to }) => [
        `contract/${file}`,
        out.contract[`contract/${file}`].replace(from, to),
      ]),
    );
    const draft = await portal.as(PLATFORM).post('/authoring/drafts', {
      title: 'More time',
      changes,
      basedOn: out.fingerprint,
    });
    const planned = await propose(portal, {
      change: { type: 'draft', draft: draft.body.id },
      settings: { waves: { by: 'none', next: 'merged' }, concurrency: 1 },
    });
    expect(planned).toMatchObject({
      contractVersion: '1.1.0',
      impact: { changed: 4 },
      may: { start: { allowed: false } },
    });
    const early = await portal
      .as(PLATFORM)
      .post(`/campaigns/${planned.id}/start`);
    expect(early.status).toBe(409);
    expect(early.body.error.message).toMatch(
      /The contract in force \(1\.0\.0\) is not that of the draft: publish the draft first/,
    );
    await publish(LONGER);
    await inForce(portal, '1.1.0');
    const begun = await portal
      .as(PLATFORM)
      .post(`/campaigns/${planned.id}/start`);
    expect(begun.status).toBe(200);
    await until(portal, planned.id, ({ counts }) => counts.open === 1);

    await publish([
      { file: 'tiers.yaml', from: /75s/g, to: '80s' },
      { file: 'contract.yaml', from: /1\.1\.0/, to: '1.1.1' },
      {
        file: 'changelog.yaml',
        from: /version: 1\.1\.0/,
        to: 'version: 1.1.1',
      },
    ]);
    await inForce(portal, '1.1.1');
    const paused = await until(
      portal,
      planned.id,
      ({ state }) => state === 'paused',
    );
    expect(paused).toMatchObject({
      note: expect.stringMatching(
        /1\.1\.1\) is not the one that this was planned under \(1\.1\.0\): plan it again/,
      ),
      counts: { open: 1, planned: 3 },
      may: { resume: { allowed: false }, plan: { allowed: true } },
    });
    await portal.as(PLATFORM).post(`/campaigns/${planned.id}/plan`);
    const again = await until(
      portal,
      planned.id,
      ({ state, note }) => state === 'paused' && note !== paused.note,
    );
    expect(again).toMatchObject({
      contractVersion: '1.1.1',
      note: 'It was planned again. Look at what changes now, then resume it.',
      counts: { open: 1, planned: 3 },
      may: { resume: { allowed: true } },
    });
    const stopped = await portal
      .as(PLATFORM)
      .post(`/campaigns/${planned.id}/stop`);
    expect(stopped.body).toMatchObject({
      state: 'stopped',
      note: '1 request is still open; its owners merge or close it.',
    });
    const left = await until(
      portal,
      planned.id,
      ({ counts }) => counts.skipped === 3,
    );
    expect(left.counts).toMatchObject({ open: 1 });
    const gone = await portal.as(PLATFORM).delete(`/campaigns/${planned.id}`);
    expect(gone.status).toBe(204);
    expect(await requestsOf(portal, planned)).toHaveLength(1);
    await portal.stop();
  });

  it('leaves what a team has open to that request, names what it cannot edit, and tries again what was closed', async () => {
    const portal = await start();
    const opened = await portal.as(RISK).post('/change-requests', {
      intent: { ...SEED[0], metadata: { ...SEED[0].metadata, title: 'Mine' } },
      hold: true,
    });
    expect(opened.status).toBe(201);
    await publish(LONGER);
    await inForce(portal, '1.1.0');
    const planned = await propose(portal, {
      change: { type: 'contract' },
      scope: { tiers: ['tier-3'] },
    });
    await portal.as(PLATFORM).post(`/campaigns/${planned.id}/start`);
    await until(
      portal,
      planned.id,
      ({ counts }) => counts.covered === 1 && counts.open === 1,
    );
    expect(await services(portal, planned, '?state=covered')).toMatchObject([
      { name: 'avatar', request: { id: opened.body.id } },
    ]);
    const held = await portal.as(ENGINEER).get(`/campaigns/${planned.id}`);
    expect(held.body.waveList).toMatchObject([
      {
        state: 'running',
        waitsFor: {
          services: 2,
          covered: 1,
          words:
            'Waits for 1 request to be merged or closed and 1 request of others, which brings a service of it already, to be merged or closed.',
        },
      },
    ]);
    const { body } = await portal
      .as(RISK)
      .get('/change-requests?service=search&state=open');
    await portal.as(RISK).post(`/change-requests/${body.items[0].id}/close`);
    await portal.as(PLATFORM).post(`/campaigns/${planned.id}/pause`);
    await portal.as(PLATFORM).post(`/campaigns/${planned.id}/resume`);
    await until(portal, planned.id, ({ counts }) => counts.closed === 1);
    const none = await portal
      .as(PLATFORM)
      .post(`/campaigns/${planned.id}/retry`, { services: ['avatar'] });
    expect(none.status).toBe(400);
    const retried = await portal
      .as(PLATFORM)
      .post(`/campaigns/${planned.id}/retry`, { services: ['search'] });
    expect(retried.status).toBe(200);
    await until(portal, planned.id, ({ counts }) => counts.open === 1);
    expect(await requestsOf(portal, planned)).toHaveLength(2);

    // Nobody asks for it again after the end, and yet it is told that the team's request brought it.
    const stopped = await portal
      .as(PLATFORM)
      .post(`/campaigns/${planned.id}/stop`);
    expect(stopped.body.note).toBe(
      '1 request is still open; its owners merge or close it. 1 service waits for what becomes of requests that others opened.',
    );
    const derived = await portal.as(RISK).post('/change-requests', {
      intent: {
        ...SEED[0],
        metadata: { ...SEED[0].metadata, title: 'Mine, too' },
      },
      hold: false,
    });
    expect(derived.body).toMatchObject({
      id: opened.body.id,
      state: 'merged',
      contractVersion: '1.1.0',
    });
    await until(portal, planned.id, ({ counts }) => counts.merged === 1);

    const bad = await propose(portal, {
      change: { type: 'intent', edits: [{ at: '/spec/tier', to: 'tier-9' }] },
      scope: { services: ['ledger'] },
    });
    expect(await services(portal, bad)).toMatchObject([
      { state: 'failed', problem: expect.stringMatching(/tier/) },
    ]);
    await portal.stop();
  });

  it('whose edit no service can take says so instead of being ready, and tells how many when some can', async () => {
    const portal = await start();
    const none = await propose(portal, {
      change: {
        type: 'intent',
        edits: [{ at: '/spec/tier', from: 'tier-3', to: 'tier-99' }],
      },
    });
    expect(none).toMatchObject({
      state: 'failed',
      note: expect.stringMatching(
        /^Nothing changes: 2 services cannot take the edit\. The first: services\/avatar\/intent\.yaml: \/spec\/tier: expected one of tier-1, tier-2 or tier-3, found "tier-99"/,
      ),
      counts: { services: 4, failed: 2, unchanged: 2 },
      may: { start: { allowed: false, why: 'It could not be planned.' } },
    });
    await until(
      portal,
      none.id,
      ({ news }) =>
        news[0].text === '0 services change; 2 services cannot take the edit',
    );
    const unknown = await propose(portal, {
      change: { type: 'intent', edits: [{ at: '/spec/nonexistent', to: 1 }] },
    });
    expect(unknown).toMatchObject({
      state: 'failed',
      note: expect.stringMatching(/4 services cannot.*"nonexistent"/),
    });
    const some = await propose(portal, {
      change: {
        type: 'intent',
        edits: [
          { at: '/spec/tier', from: 'tier-3', to: 'tier-99' },
          { at: '/spec/slo/latencyP95Ms', from: null, to: 400 },
        ],
      },
    });
    expect(some.state).toBe('planned');
    expect(some.note).toBeUndefined();
    await until(
      portal,
      some.id,
      ({ news }) =>
        news[0].text === '2 services change; 2 services cannot take the edit',
    );
    await portal.stop();
  });

  it('is not of the whole fleet because a search for services found none', async () => {
    const portal = await start();
    const answer = await portal.as(PLATFORM).post('/campaigns', {
      title: 'Mine',
      change: { type: 'contract' },
      scope: { services: [], teams: [] },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(
      /\/scope\/services: expected at least one[\s\S]*\/scope\/teams: expected at least one/,
    );
    await portal.stop();
  });

  it('is refused when it names what is not there, or changes a value to itself', async () => {
    const portal = await start();
    const answer = await portal.as(PLATFORM).post('/campaigns', {
      title: 'Mine',
      change: {
        type: 'intent',
        edits: [{ at: '/spec/tier', from: 'tier-3', to: 'tier-3' }],
      },
      scope: {
        teams: ['rsk'],
        environments: ['prodd'],
        services: ['ledger', 'baskt'],
      },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message.split('\n')).toEqual([
      'body: /change/edits/0/to: /spec/tier becomes what it is, "tier-3"; State another value than that of "from"',
      'body: /scope/teams/0: there is no team "rsk", nearest "risk"; Write "risk"',
      'body: /scope/environments/0: there is no environment "prodd", nearest "prod"; Write "prod"',
      'body: /scope/services/1: there is no service "baskt", nearest "basket"; Write "basket"',
    ]);
    const { body } = await portal.as(ENGINEER).get('/campaigns');
    expect(body.items).toEqual([]);
    await portal.stop();
  });

  it('begins one wave when two people ask for the next at once', async () => {
    const portal = await start();
    const planned = await propose(portal, {
      change: {
        type: 'intent',
        edits: [{ at: '/spec/slo/latencyP95Ms', from: null, to: 400 }],
      },
      settings: { waves: { by: 'none', size: 1, next: 'manual' } },
    });
    await portal.as(PLATFORM).post(`/campaigns/${planned.id}/start`);
    await until(portal, planned.id, ({ counts }) => counts.open === 1);
    const change = CampaignStore.prototype.change;
    // Somebody else is faster, between what is read and what is written.
    const faster = jest
      .spyOn(CampaignStore.prototype, 'change')
      .mockImplementationOnce(async function changeTwice(
        this: CampaignStore,
        ...given
      ) {
        await change.apply(this, given);
        return undefined;
      });
    const late = await portal
      .as(PLATFORM)
      .post(`/campaigns/${planned.id}/advance`);
    faster.mockRestore();
    expect(late.status).toBe(409);
    expect(late.body.error.message).toMatch(/^Wave 2 has begun just now/);
    const { body } = await portal.as(ENGINEER).get(`/campaigns/${planned.id}`);
    expect(body).toMatchObject({ wave: 2, waves: 4 });
    await portal.stop();
  });

  it('of a draft is planned again only by who may see what stands in drafts', async () => {
    let portal = await start();
    const { body: out } = await portal.as(PLATFORM).get('/authoring');
    const draft = await portal.as(PLATFORM).post('/authoring/drafts', {
      title: 'Nothing yet',
      changes: {},
      basedOn: out.fingerprint,
    });
    const planned = await propose(portal, {
      change: { type: 'draft', draft: draft.body.id },
    });
    await portal.stop();
    portal = await start({ denied: ['golden-path.contract.author'] });
    const seen = await portal.as(PLATFORM).get(`/campaigns/${planned.id}`);
    expect(seen.body.may.plan).toEqual({
      allowed: false,
      why: 'You need the permission golden-path.contract.author; ask your platform team for it.',
    });
    const refused = await portal
      .as(PLATFORM)
      .post(`/campaigns/${planned.id}/plan`);
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain('golden-path.contract.author');
    await portal.stop();
  });

  it('is refused in words when it is put wrongly, or by who may not run it', async () => {
    const portal = await start({ denied: ['golden-path.campaign.run'] });
    const create = (body: object) =>
      portal.as(PLATFORM).post('/campaigns', { title: 'Mine', ...body });
    const contract = { change: { type: 'contract' } };
    expect((await create(contract)).body.error.message).toBe(
      'You need the permission golden-path.campaign.run; ask your platform team for it.',
    );
    for (const [body, message] of [
      [{}, /change/],
      [
        { change: { type: 'else' } },
        /expected one of contract, draft or intent/,
      ],
      [
        {
          change: { type: 'intent', edits: [{ at: '/metadata/owner', to: 1 }] },
        },
        /expected a JSON pointer below \/spec/,
      ],
      [{ change: { type: 'intent', edits: [] } }, /at least one edit/],
      [{ ...contract, settings: { concurrency: 0 } }, /number of 1 to 100/],
      [{ ...contract, title: 'a\nb' }, /expected one line/],
    ] as const) {
      const answer = await create(body);
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toMatch(message);
    }
    const missing = await portal.as(ENGINEER).get('/campaigns/nobody');
    expect(missing.status).toBe(404);
    const cursor = await portal.as(ENGINEER).get('/campaigns?cursor=x');
    expect(cursor.status).toBe(400);
    await portal.stop();
  });
});
