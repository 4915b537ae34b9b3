import { promises as fs } from 'node:fs';
import path from 'node:path';
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { ServiceIntent } from '@fairway/plugin-golden-path-common';
import { fraudService, paymentsApi } from './__testUtils__/intents';
import {
  ENGINEER,
  PLATFORM,
  REVIEWER,
  RISK,
  RISK_PEER,
  SHIPPED_CONTRACT,
  startPortal,
} from './__testUtils__/portal';
import { buildServices } from './buildServices';
import type { PlatformProposal } from './services/PlatformRequests';

jest.setTimeout(60_000);

// The portal runs as ever; what it is made of is kept, because no route opens these requests.
jest.mock('./buildServices', () => {
  const actual = jest.requireActual('./buildServices');
  return { ...actual, buildServices: jest.fn(actual.buildServices) };
});

const CAMPAIGN = { id: 'c-1', title: 'Contract 1.1.0 *for all*' };

function moreReplicas(intent: ServiceIntent, max: number): ServiceIntent {
  return { ...intent, spec: { ...intent.spec, scaling: { min: 2, max } } };
}

describe('requests that the platform opens', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();

  beforeEach(() => folder.clear());

  async function setUp(options: { seed?: ServiceIntent[] } = {}) {
    const contractPath = folder.resolve('platform');
    await fs.cp(SHIPPED_CONTRACT, contractPath, { recursive: true });
    const portal = await startPortal({
      folder: folder.path,
      knex: await databases.init('SQLITE_3'),
      seed: [paymentsApi(), fraudService({ accepts: ['payments-api'] })],
      contractPath,
      ...options,
    });
    const services = await jest.mocked(buildServices).mock.results.at(-1)
      ?.value;
    const propose = (proposal: Partial<PlatformProposal> = {}) =>
      services.platformRequests.proposeFor({
        by: { ref: 'fairway', name: 'Fairway' },
        service: 'fraud-service',
        kind: 'rederive',
        ...proposal,
      });
    return { ...portal, services, propose, contractPath };
  }

  /** A newer contract is in force: every object tells its version. */
  async function newContract(
    { contractPath, services }: Awaited<ReturnType<typeof setUp>>,
    version: string,
  ): Promise<void> {
    const change = async (file: string, from: RegExp, to: string) => {
      const found = path.join(contractPath, file);
      const text = await fs.readFile(found, 'utf8');
      await fs.writeFile(found, text.replace(from, to));
    };
    await change(
      'contract.yaml',
      /^ {2}version: .*$/m,
      `  version: ${version}`,
    );
    await change(
      'changelog.yaml',
      /^ {2}- version: .*$/m,
      `  - version: ${version}`,
    );
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const { contract } = await services.contract.current();
      if (contract.metadata.version === version) {
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error(
      JSON.stringify((await services.contract.current()).problems),
    );
  }

  it('derive a service again under a newer contract, once, and leave it to the owners to merge', async () => {
    const portal = await setUp();
    const { as, propose, stop, notifications, outcomes } = portal;
    expect(await propose()).toEqual({ outcome: 'nothing' });
    await newContract(portal, '1.1.0');

    const asked = {
      by: { ref: PLATFORM },
      campaign: CAMPAIGN,
      hold: true,
      message: 'Every service says which contract it follows.',
      evidence: [{ title: 'Why now', markdown: 'The auditors ask for it.' }],
    };
    const opened = await propose(asked);
    expect(opened.outcome).toBe('opened');
    const { id, commit } = opened.request;
    const { body } = await as(RISK).get(`/change-requests/${id}`);
    expect(body).toMatchObject({
      title: 'Derive fraud-service again under contract 1.1.0',
      kind: 'rederive',
      campaign: CAMPAIGN,
      owner: 'group:default/risk',
      author: PLATFORM,
      state: 'open',
      automatic: { state: 'held' },
      contractVersion: '1.1.0',
    });
    expect(body.body).toContain('The intent stays as it is');
    expect(body.body).toContain(
      'Part of the campaign **Contract 1\\.1\\.0 \\*for all\\***',
    );
    expect(body.body).toContain('## Why now\n\nThe auditors ask for it.');
    // What the older contract made of it is told against what is derived now.
    expect(body.files).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          change: 'changed',
          kind: 'Service',
          words: ['label fairway.dev/contract-version 1.0.0 → 1.1.0'],
        }),
      ]),
    );
    // The caller has files of the older contract too, which are not for this request to change.
    expect(
      body.files.filter(({ path: file }: { path: string }) =>
        file.includes('payments-api'),
      ),
    ).toEqual([]);
    // Owners are told of a campaign once, and nobody has to review this.
    expect(notifications.send).not.toHaveBeenCalled();
    expect(outcomes.at(-1)).toEqual({
      eventId: 'change-request-open',
      outcome: 'success',
      meta: {
        service: 'fraud-service',
        kind: 'rederive',
        campaign: 'c-1',
        actor: PLATFORM,
      },
    });

    expect(await propose(asked)).toMatchObject({
      outcome: 'updated',
      request: { id, commit },
    });
    expect(notifications.send).toHaveBeenCalledTimes(0);
    const found = await as(RISK).get(
      '/change-requests?campaign=c-1&kind=rederive',
    );
    expect(found.body).toMatchObject({ total: 1, items: [{ id }] });
    const none = await as(RISK).get('/change-requests?campaign=c-2');
    expect(none.body.total).toBe(0);
    const unknown = await as(RISK).get('/change-requests?kind=repaint');
    expect(unknown.status).toBe(400);

    const merged = await as(RISK).post(`/change-requests/${id}/merge`, {
      commit,
    });
    expect(merged.body).toMatchObject({ state: 'merged', mergedBy: RISK });
    // A backend that was killed meanwhile asks again, and hears which request it was.
    expect(await propose(asked)).toMatchObject({
      outcome: 'nothing',
      request: { id },
    });
    await stop();
  });

  it('merge by themselves when nobody has to agree and nobody is waited for, and tell the owners', async () => {
    const portal = await setUp();
    const { propose, stop, notifications } = portal;
    await newContract(portal, '1.1.0');
    const { outcome, request } = await propose();
    expect(outcome).toBe('opened');
    expect(request).toMatchObject({
      state: 'merged',
      mergedBy: 'fairway',
      author: 'fairway',
    });
    expect(notifications.send).toHaveBeenCalledTimes(1);
    expect(notifications.send).toHaveBeenCalledWith(
      expect.objectContaining({
        recipients: { type: 'entity', entityRef: ['group:default/risk'] },
        payload: expect.objectContaining({
          title: 'Change request #1 was merged by itself',
        }),
      }),
    );
    await stop();
  });

  it('leave the open request of a team alone, which brings the newer contract with it', async () => {
    const portal = await setUp();
    const { as, propose, stop } = portal;
    const own = await as(RISK).post('/change-requests', {
      intent: moreReplicas(fraudService({ accepts: ['payments-api'] }), 4),
      hold: true,
    });
    const { id, commit } = own.body;
    await newContract(portal, '1.1.0');
    for (let time = 0; time < 2; time += 1) {
      expect(await propose({ campaign: CAMPAIGN })).toMatchObject({
        outcome: 'covered',
        request: { id, commit },
      });
    }
    const { body } = await as(RISK).get(`/change-requests/${id}`);
    expect(body).toMatchObject({
      commit,
      comments: [
        {
          by: 'fairway',
          text: expect.stringContaining('This request covers it'),
        },
      ],
    });
    expect(body.kind).toBeUndefined();

    const early = await as(RISK_PEER).post(`/change-requests/${id}/merge`, {
      commit,
    });
    expect(early.body.error.message).toContain('derived again');
    const again = await as(RISK).get(`/change-requests/${id}`);
    expect(again.body.contractVersion).toBe('1.1.0');
    const merged = await as(RISK_PEER).post(`/change-requests/${id}/merge`, {
      commit: again.body.commit,
    });
    expect(merged.body.state).toBe('merged');
    expect(await propose()).toEqual({ outcome: 'nothing' });
    await stop();
  });

  it('become the request of who proposes another change over them, and that of nobody else', async () => {
    const portal = await setUp();
    const { as, propose, stop } = portal;
    await newContract(portal, '1.1.0');
    const asked = { by: { ref: PLATFORM }, campaign: CAMPAIGN, hold: true };
    const { request } = await propose(asked);
    expect(request).toMatchObject({ author: PLATFORM });

    const moved = await as(RISK).post('/services/fraud-service/flows', {
      flow: { kind: 'move', owner: 'group:payments' },
    });
    expect(moved.body).toMatchObject({
      id: request.id,
      author: RISK,
      kind: 'move',
      may: { approve: { allowed: false } },
    });
    expect(moved.body.campaign).toBeUndefined();
    expect(moved.body.awaiting).toContain('platform');
    expect(await propose(asked)).toMatchObject({ outcome: 'covered' });
    // Who started the campaign wrote nothing of it.
    const approved = await as(PLATFORM).post(
      `/change-requests/${request.id}/approve`,
      { commit: moved.body.commit },
    );
    expect(approved.body.awaiting).not.toContain('platform');
    const closed = await as(RISK).post(`/change-requests/${request.id}/close`);
    expect(closed.body).toMatchObject({ state: 'closed' });
    await stop();
  });

  it('say so when an open request does not carry what is asked for', async () => {
    const { as, propose, stop } = await setUp();
    const own = await as(RISK).post('/change-requests', {
      intent: moreReplicas(fraudService({ accepts: ['payments-api'] }), 4),
      hold: true,
    });
    const rollback = {
      kind: 'rollback' as const,
      change: (intent: ServiceIntent) => moreReplicas(intent, 3),
    };
    await expect(propose(rollback)).rejects.toThrow(
      `Change request #${own.body.number} is open for fraud-service and does not carry this change`,
    );
    await as(RISK).post(`/change-requests/${own.body.id}/close`);
    const { request } = await propose({
      ...rollback,
      title: 'Roll back fraud-service to 3 replicas',
      by: { ref: RISK },
      hold: true,
    });
    expect(request).toMatchObject({
      title: 'Roll back fraud-service to 3 replicas',
      snapshot: { kind: 'rollback' },
    });
    await expect(propose({ service: 'no-such' })).rejects.toThrow(
      'No service no-such is merged',
    );
    await stop();
  });

  it('leave open what is for another environment, and say so', async () => {
    const { propose, stop } = await setUp();
    const promotion = (subject: string, max: number) =>
      propose({
        kind: 'promote',
        subject,
        hold: true,
        change: intent => moreReplicas(intent, max),
      });
    const { request } = await promotion('staging', 3);
    await expect(promotion('prod', 4)).rejects.toThrow(
      `Change request #${request.number} is open for fraud-service and does not carry this change`,
    );
    expect(await promotion('staging', 5)).toMatchObject({
      outcome: 'updated',
      request: { id: request.id, snapshot: { subject: 'staging' } },
    });
    await stop();
  });

  it('see what others have merged into the intent since', async () => {
    const portal = await setUp({ seed: [fraudService({ accepts: [] })] });
    const { as, propose, stop } = portal;
    await newContract(portal, '1.1.0');
    const { request } = await propose({ campaign: CAMPAIGN, hold: true });
    const { body: caller } = await as(ENGINEER).post('/change-requests', {
      intent: paymentsApi(),
      acceptOn: ['fraud-service'],
    });
    for (const person of [REVIEWER, RISK]) {
      await as(person).post(`/change-requests/${caller.id}/approve`, {
        commit: caller.commit,
      });
    }
    await as(RISK).post(`/change-requests/${caller.id}/merge`, {
      commit: caller.commit,
    });

    // Nobody has to decide between two intents, for the request leaves it as it is; and the files of the callee came
    // with the caller's request.
    const route = `/change-requests/${request.id}`;
    const late = await as(RISK).post(`${route}/merge`, {
      commit: request.commit,
    });
    expect(late.body.error.message).toContain('so it was closed');
    const closed = await as(RISK).get(route);
    expect(closed.body).toMatchObject({
      state: 'closed',
      comments: [{ by: 'fairway' }],
    });
    const service = await as(RISK).get('/services/fraud-service');
    expect(service.body.intent.spec.accepts).toEqual(['payments-api']);
    expect(await propose()).toEqual({ outcome: 'nothing' });
    await stop();
  });

  it('are closed when nothing is left of them', async () => {
    const portal = await setUp();
    const { propose, stop } = portal;
    await newContract(portal, '1.1.0');
    const opened = await propose({ campaign: CAMPAIGN, hold: true });
    await newContract(portal, '1.0.0');
    expect(await propose({ campaign: CAMPAIGN, hold: true })).toMatchObject({
      outcome: 'nothing',
      request: { id: opened.request.id, state: 'closed' },
    });
    await stop();
  });

  it('refuse what the contract denies, and write nothing', async () => {
    const { as, propose, stop } = await setUp();
    await expect(
      propose({
        service: 'payments-api',
        kind: 'promote',
        change: intent => ({
          ...intent,
          spec: {
            ...intent.spec,
            containers: {
              app: {
                ...intent.spec.containers.app,
                image: 'elsewhere.example.com/payments-api:latest',
              },
            },
          },
        }),
      }),
    ).rejects.toMatchObject({
      findings: expect.arrayContaining([
        expect.objectContaining({ severity: 'deny' }),
      ]),
    });
    const { body } = await as(ENGINEER).get('/change-requests');
    expect(body.total).toBe(0);
    await stop();
  });
});
