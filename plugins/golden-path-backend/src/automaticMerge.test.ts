import { execFileSync } from 'node:child_process';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { ServiceIntent } from '@fairway/plugin-golden-path-common';
import type { Knex } from 'knex';
import { fraudService, paymentsApi } from './__testUtils__/intents';
import {
  ENGINEER,
  gitOf,
  PLATFORM,
  RISK,
  RISK_PEER,
  SHIPPED_CONTRACT,
  startPortal,
} from './__testUtils__/portal';

jest.setTimeout(60_000);

/** A change that nobody has to agree to. */
function moreReplicas(max: number): ServiceIntent {
  const intent = fraudService({ accepts: ['payments-api'] });
  return { ...intent, spec: { ...intent.spec, scaling: { min: 2, max } } };
}

describe('a change that nobody has to agree to', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();

  beforeEach(() => folder.clear());

  async function setUp(
    options: Partial<Parameters<typeof startPortal>[0]> = {},
  ) {
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

  const git = (...args: string[]) =>
    execFileSync(
      'git',
      ['--git-dir', gitOf({ folder: folder.path }), ...args],
      { encoding: 'utf8' },
    ).trim();

  it('is merged by itself, in the name of the platform, and says so in the answer, the commit, the audit log and the conversation', async () => {
    const { as, stop, outcomes, notifications, signals } = await setUp();
    const opened = await as(RISK).post('/change-requests', {
      intent: moreReplicas(4),
    });
    expect(opened.body.error).toBeUndefined();
    expect(opened.status).toBe(201);
    const { id, mergeCommit } = opened.body;
    expect(opened.body).toMatchObject({
      state: 'merged',
      author: RISK,
      mergedBy: 'fairway',
      review: { decision: 'automatic' },
      automatic: {
        state: 'merged',
        why: expect.stringContaining(
          'Merged by itself: no trigger for a review was set off',
        ),
      },
      comments: [
        { by: 'fairway', text: expect.stringContaining('Merged by itself') },
      ],
      may: { merge: { allowed: false } },
    });
    expect(git('log', '-1', '--format=%H %an', 'main')).toBe(
      `${mergeCommit} Fairway`,
    );
    expect(outcomes).toEqual([
      {
        eventId: 'change-request-merge',
        outcome: 'success',
        meta: expect.objectContaining({
          actor: 'fairway',
          changeRequest: id,
          proposedBy: [RISK],
        }),
      },
      expect.objectContaining({ eventId: 'change-request-open' }),
    ]);
    // The answer has said it already, and nobody else is concerned.
    expect(notifications.send).not.toHaveBeenCalled();
    expect(signals.publish).toHaveBeenCalledWith(
      expect.objectContaining({ message: { id, state: 'merged' } }),
    );
    const service = await as(RISK).get('/services/fraud-service');
    expect(service.body.intent.spec.scaling.max).toBe(4);
    const listed = await as(RISK).get('/change-requests?state=merged');
    expect(listed.body.items).toMatchObject([{ id, mergedBy: 'fairway' }]);

    // The answer may have been lost: the same again is the same request, and no other.
    const again = await as(RISK).post('/change-requests', {
      intent: moreReplicas(4),
    });
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ id, state: 'merged', mergeCommit });
    await stop();
  });

  it('stays open when its author keeps it so, also when it is updated, until that is taken back', async () => {
    const { as, stop } = await setUp();
    const held = await as(RISK).post('/change-requests', {
      intent: moreReplicas(4),
      hold: true,
    });
    expect(held.body).toMatchObject({
      state: 'open',
      automatic: {
        state: 'held',
        why: expect.stringContaining('Its author keeps it open'),
      },
    });
    const updated = await as(RISK_PEER).post('/change-requests', {
      intent: moreReplicas(5),
    });
    expect(updated.body).toMatchObject({ id: held.body.id, state: 'open' });
    const released = await as(RISK).post('/change-requests', {
      intent: moreReplicas(5),
      hold: false,
    });
    expect(released.body).toMatchObject({
      id: held.body.id,
      state: 'merged',
      mergedBy: 'fairway',
    });
    await stop();
  });

  it('is merged by a person when it was kept open, and then says nothing of merging by itself', async () => {
    const { as, stop } = await setUp();
    const { body } = await as(RISK).post('/change-requests', {
      intent: moreReplicas(4),
      hold: true,
    });
    const merged = await as(RISK_PEER).post(
      `/change-requests/${body.id}/merge`,
      { commit: body.commit },
    );
    expect(merged.body).toMatchObject({ state: 'merged', mergedBy: RISK_PEER });
    expect(merged.body.automatic).toBeUndefined();
    await stop();
  });

  it('stays open when the contract lets nothing merge by itself', async () => {
    const contractPath = folder.resolve('platform');
    await fs.cp(SHIPPED_CONTRACT, contractPath, { recursive: true });
    const approvals = path.join(contractPath, 'approvals.yaml');
    const text = await fs.readFile(approvals, 'utf8');
    await fs.writeFile(
      approvals,
      text.replace('  automatic: merge', '  automatic: wait'),
    );
    const { as, stop } = await setUp({ contractPath });
    const { body } = await as(RISK).post('/change-requests', {
      intent: moreReplicas(4),
    });
    expect(body).toMatchObject({
      state: 'open',
      automatic: {
        state: 'held',
        why: expect.stringContaining('approvals.automatic: wait'),
      },
    });
    await stop();
  });

  it('waits for the owners when somebody else proposes it', async () => {
    const { as, stop } = await setUp();
    const { body } = await as(PLATFORM).post('/change-requests', {
      intent: moreReplicas(4),
    });
    expect(body).toMatchObject({
      state: 'open',
      automatic: {
        state: 'held',
        why: expect.stringContaining('no member of group:default/risk'),
      },
    });
    const merged = await as(RISK).post(`/change-requests/${body.id}/merge`, {
      commit: body.commit,
    });
    expect(merged.body).toMatchObject({ state: 'merged', mergedBy: RISK });
    await stop();
  });

  it('is not what a change is that a trigger stops', async () => {
    const { as, stop } = await setUp();
    const { body } = await as(ENGINEER).post('/change-requests', {
      intent: paymentsApi(),
      hold: false,
    });
    expect(body).toMatchObject({
      state: 'open',
      awaiting: ['security', 'sre'],
    });
    expect(body.automatic).toBeUndefined();
    await stop();
  });

  it('is merged after the next start when the backend stopped in between', async () => {
    const { as, stop, start, knex } = await setUp();
    const { body } = await as(RISK).post('/change-requests', {
      intent: moreReplicas(4),
      hold: true,
    });
    await stop();
    await crashedBeforeMerging(knex, body.id);
    const later = await start();
    const merged = await until(
      async () =>
        (
          await later.as(RISK).get(`/change-requests/${body.id}`)
        ).body,
      request => request.state === 'merged',
    );
    expect(merged).toMatchObject({
      mergedBy: 'fairway',
      automatic: { state: 'merged' },
    });
    await later.stop();
  });

  it('tells what keeps it from merging, and stays open', async () => {
    const { as, stop, start, knex } = await setUp();
    const { body } = await as(RISK).post('/change-requests', {
      intent: moreReplicas(4),
      hold: true,
    });
    await stop();
    // Somebody pushes another intent of the service meanwhile.
    await crashedBeforeMerging(knex, body.id);
    pushed(
      'services/fraud-service/intent.yaml',
      'tier: tier-2',
      'tier: tier-3',
    );
    const later = await start();
    const kept = await until(
      async () =>
        (
          await later.as(RISK).get(`/change-requests/${body.id}`)
        ).body,
      request => request.automatic?.state !== 'due',
    );
    expect(kept).toMatchObject({
      state: 'open',
      automatic: {
        state: 'stopped',
        why: expect.stringContaining('services/fraud-service/intent.yaml'),
      },
      comments: [{ by: 'fairway', text: expect.any(String) }],
    });
    expect(later.notifications.send).toHaveBeenCalledWith(
      expect.objectContaining({
        payload: expect.objectContaining({
          title: 'Change request #1 waits for somebody who merges it',
        }),
      }),
    );
    expect(later.outcomes).toMatchObject([
      { eventId: 'change-request-merge', outcome: 'fail' },
    ]);
    // Proposing anew brings it up to date, and it is merged.
    const again = await later
      .as(RISK)
      .post('/change-requests', { intent: moreReplicas(5), hold: false });
    expect(again.body).toMatchObject({ id: body.id, state: 'merged' });
    await later.stop();
  });

  /** The request is opened, and the backend was killed before it merged it. */
  async function crashedBeforeMerging(knex: Knex, id: string): Promise<void> {
    const { figures } = await knex('golden_path_requests')
      .where({ id })
      .first();
    const { hold, ...rest } = JSON.parse(figures);
    expect(hold).toBe(true);
    await knex('golden_path_requests')
      .where({ id })
      .update({
        figures: JSON.stringify({
          ...rest,
          automatic: { state: 'due', why: 'Nobody has to agree.' },
        }),
      });
  }

  /** A commit on the base branch that did not come from the portal. */
  function pushed(file: string, from: string, to: string): void {
    const text = git('show', `main:${file}`);
    expect(text).toContain(from);
    const clone = path.join(folder.path, 'clone');
    execFileSync('git', ['clone', '-q', gitOf({ folder: folder.path }), clone]);
    execFileSync(
      'sh',
      [
        '-c',
        'printf "%s\\n" "$1" > "$2" && git -c user.name=x -c user.email=x@example.com commit -qam push && git push -q origin HEAD:main',
        'sh',
        text.replace(from, to),
        file,
      ],
      { cwd: clone, stdio: 'pipe' },
    );
  }
});

async function until<T>(
  ask: () => Promise<T>,
  isSo: (answer: T) => boolean,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await ask();
    if (isSo(answer) || attempt === 100) {
      return answer;
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
