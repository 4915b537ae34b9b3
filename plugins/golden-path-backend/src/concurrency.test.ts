import { execFileSync } from 'node:child_process';
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { ServiceIntent } from '@fairway/plugin-golden-path-common';
import { fraudService } from './__testUtils__/intents';
import {
  gitOf,
  RISK,
  RISK_PEER,
  RISK_TOO,
  startPortal,
} from './__testUtils__/portal';
import { Merger } from './services/Merger';

jest.setTimeout(60_000);

const SERVICES = 20;

/** A small service of the team whose members open and merge here. */
function smallService(number: number): ServiceIntent {
  const { metadata, spec, ...rest } = fraudService({ accepts: [] });
  return {
    ...rest,
    metadata: { ...metadata, name: `risk-score-${number}` },
    spec: {
      ...spec,
      tier: 'tier-3',
      scaling: { min: 1, max: 1 },
      environments: ['dev'],
    },
  };
}

describe('many people at once', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();

  async function start() {
    folder.clear();
    const portal = await startPortal({
      folder: folder.path,
      knex: await databases.init('SQLITE_3'),
      seed: [fraudService({ accepts: ['payments-api'] })],
    });
    const open = async (intent: ServiceIntent) => {
      const { status, body } = await portal
        .as(RISK)
        .post('/change-requests', { intent, hold: true });
      return { status, body, error: body.error?.message };
    };
    const merge = async (opened: { id: string; commit: string }) => {
      const { status, body } = await portal
        .as(RISK_PEER)
        .post(`/change-requests/${opened.id}/merge`, { commit: opened.commit });
      return { status, error: body.error?.message };
    };
    return { ...portal, open, merge };
  }

  function expectSoundRepository() {
    execFileSync(
      'git',
      [
        '--git-dir',
        gitOf({ folder: folder.path }),
        'fsck',
        '--full',
        '--strict',
      ],
      { stdio: 'pipe' },
    );
  }

  it('open and merge different services, and nothing is lost', async () => {
    const { as, open, merge, stop } = await start();
    const opened = await Promise.all(
      Array.from({ length: SERVICES }, (_, number) =>
        open(smallService(number)),
      ),
    );
    expect(opened.map(({ status, error }) => ({ status, error }))).toEqual(
      opened.map(() => ({ status: 201, error: undefined })),
    );
    expect(new Set(opened.map(({ body }) => body.number)).size).toBe(SERVICES);
    // Some share what their namespace brings, which the first merge writes: those may be told to look again.
    let waiting = opened.map(({ body }) => body);
    for (let round = 0; waiting.length > 0 && round < 3; round += 1) {
      const merged = await Promise.all(waiting.map(merge));
      for (const { status, error } of merged) {
        expect(status === 200 || error).toBeTruthy();
        expect([200, 409]).toContain(status);
      }
      const left = waiting.filter((_, index) => merged[index].status === 409);
      waiting = await Promise.all(
        left.map(
          async ({ id }) => (await as(RISK).get(`/change-requests/${id}`)).body,
        ),
      );
    }
    expect(waiting).toEqual([]);
    const services = await as(RISK).get('/services?limit=100');
    expect(services.body.total).toBe(SERVICES + 1);
    const requests = await as(RISK).get('/change-requests?state=merged');
    expect(requests.body.total).toBe(SERVICES);
    await expectJudged(async () => (await as(RISK).get('/contract')).body);
    expectSoundRepository();
    await stop();
  });

  it('merge one request at the same time: once it is merged, and another person is told so', async () => {
    const { as, open, merge, stop } = await start();
    const { body } = await open(smallService(1));
    const both = await Promise.all([
      merge(body),
      as(RISK_TOO)
        .post(`/change-requests/${body.id}/merge`, { commit: body.commit })
        .then(answer => ({
          status: answer.status,
          error: answer.body.error?.message,
        })),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.error).toContain(
      'The request is merged',
    );
    expectSoundRepository();
    await stop();
  });

  it('press Merge twice: it is merged once, and both answers say so', async () => {
    const { open, merge, notifications, stop } = await start();
    const { body } = await open(smallService(1));
    const both = await Promise.all([merge(body), merge(body)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(notifications.send).toHaveBeenCalledTimes(1);
    expectSoundRepository();
    await stop();
  });

  it('open at once what merges by itself: all of it is merged', async () => {
    const { as, stop } = await start();
    const opened = await Promise.all(
      Array.from({ length: SERVICES }, (_, number) =>
        as(RISK).post('/change-requests', { intent: smallService(number) }),
      ),
    );
    expect(opened.map(({ body }) => body.automatic?.why ?? body.error)).toEqual(
      opened.map(() => expect.stringContaining('Merged by itself')),
    );
    const services = await as(RISK).get('/services?limit=100');
    expect(services.body.total).toBe(SERVICES + 1);
    expectSoundRepository();
    await stop();
  });

  it('propose one service twice at the same time: one request, and its newest version is whole', async () => {
    const { as, open, merge, stop } = await start();
    const bigger = smallService(1);
    bigger.spec.scaling = { min: 1, max: 2 };
    const both = await Promise.all([open(smallService(1)), open(bigger)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 201]);
    expect(new Set(both.map(({ body }) => body.id)).size).toBe(1);
    const { body } = await as(RISK).get(`/change-requests/${both[0].body.id}`);
    expect(await merge(body)).toEqual({ status: 200, error: undefined });
    const merged = await as(RISK).get('/services/risk-score-1');
    expect(merged.body.intent).toEqual(body.evidence.intent);
    await stop();
  });

  it('propose what merges by itself twice at the same time: what is merged is what one of them proposed, and it is told once', async () => {
    const { as, stop } = await start();
    const bigger = smallService(1);
    bigger.spec.scaling = { min: 1, max: 2 };
    const both = await Promise.all(
      [smallService(1), bigger, bigger].map(intent =>
        as(RISK).post('/change-requests', { intent }),
      ),
    );
    expect(both.filter(({ status }) => status >= 500)).toEqual([]);
    const merged = await as(RISK).get('/services/risk-score-1');
    expect([1, 2]).toContain(merged.body.intent.spec.scaling.max);
    const { items } = (await as(RISK).get('/change-requests')).body;
    for (const { id, state } of items) {
      const { body } = await as(RISK).get(`/change-requests/${id}`);
      expect(body.automatic.state).toBe(
        state === 'merged' ? 'merged' : 'stopped',
      );
      expect(body.comments).toHaveLength(1);
    }
    expectSoundRepository();
    await stop();
  });

  it('merge while a new version is pushed: what was not read is not merged', async () => {
    const { as, open, merge, stop } = await start();
    const { body } = await open(smallService(1));
    const bigger = smallService(1);
    bigger.spec.scaling = { min: 1, max: 2 };
    const [pushed, merged] = await Promise.all([open(bigger), merge(body)]);
    expect([200, 409]).toContain(merged.status);
    expect(pushed.status).toBeLessThan(500);
    const now = await as(RISK).get('/services/risk-score-1');
    const max = now.body.intent?.spec.scaling.max;
    expect({ status: now.status, max }).toEqual(
      merged.status === 200
        ? { status: 200, max: 1 }
        : { status: 404, max: undefined },
    );
    expectSoundRepository();
    await stop();
  });

  it.each([
    ['derive it again', { upToDate: false }],
    ['close it as done', { files: [] }],
  ])(
    'propose a new version while a merge is about to %s: the new version stays',
    async (_, found: { upToDate?: boolean; files?: never[] }) => {
      const { as, open, merge, stop } = await start();
      const { body } = await open(smallService(1));
      const bigger = smallService(1);
      bigger.spec.scaling = { min: 1, max: 2 };
      const { verify } = Merger.prototype;
      jest
        .spyOn(Merger.prototype, 'verify')
        .mockImplementationOnce(async function meanwhile(
          this: Merger,
          request,
        ) {
          const { proposal, upToDate } = await verify.call(this, request);
          await open(bigger);
          const { files = proposal.files } = found;
          return {
            proposal: { ...proposal, files },
            upToDate: found.upToDate ?? upToDate,
          };
        });
      expect(await merge(body)).toEqual({
        status: 409,
        error: expect.stringContaining('was updated since you read it'),
      });
      const now = await as(RISK).get(`/change-requests/${body.id}`);
      expect(now.body).toMatchObject({
        state: 'open',
        evidence: { intent: bigger },
      });
      await stop();
    },
  );
});

/** Verdicts follow within moments. */
async function expectJudged(
  contract: () => Promise<{
    counts: { services: number; denied: number; pending?: number };
  }>,
): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const { counts } = await contract();
    if (!counts.pending) {
      expect(counts).toMatchObject({ services: SERVICES + 1, denied: 0 });
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error('some services were never judged');
}
