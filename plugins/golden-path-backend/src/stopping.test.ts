import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { fraudService } from './__testUtils__/intents';
import { RISK, RISK_PEER, startPortal } from './__testUtils__/portal';

jest.setTimeout(60_000);

describe('stopping the portal', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();

  async function setUp() {
    folder.clear();
    const knex = await databases.init('SQLITE_3');
    const start = () =>
      startPortal({
        folder: folder.path,
        knex,
        seed: [fraudService({ accepts: ['payments-api'] })],
      });
    return { ...(await start()), start, knex };
  }

  const intent = fraudService({ accepts: ['payments-api', 'mobile-bff'] });

  it('finishes and answers a merge that has begun, and begins no other change', async () => {
    const { as, stop, signals, start } = await setUp();
    const { body } = await as(RISK).post('/change-requests', {
      intent,
      hold: true,
    });
    const merge = { commit: body.commit };
    // Telling the pages comes after the merge and before the answer.
    let goOn = () => {};
    const telling = new Promise<void>(begun => {
      signals.publish.mockImplementation(async ({ channel }) => {
        if (channel !== 'golden-path:change-requests') {
          return undefined;
        }
        begun();
        return new Promise<void>(resolve => {
          goOn = resolve;
        });
      });
    });
    const merging = as(RISK_PEER)
      .post(`/change-requests/${body.id}/merge`, merge)
      .then(answer => answer);
    await telling;
    let stopped = false;
    const stopping = stop().then(() => {
      stopped = true;
    });
    const late = await as(RISK).post(`/change-requests/${body.id}/comments`, {
      text: 'hello',
    });
    expect(late.status).toBe(503);
    expect(late.headers['retry-after']).toBe('10');
    expect(late.body.error.message).toContain('nothing was changed');
    const read = await as(RISK).get(`/change-requests/${body.id}`);
    expect(read.status).toBe(200);
    expect(stopped).toBe(false);

    goOn();
    const merged = await merging;
    expect(merged.status).toBe(200);
    expect(merged.body.state).toBe('merged');
    await stopping;

    const later = await start();
    const kept = await later.as(RISK).get(`/change-requests/${body.id}`);
    expect(kept.body).toMatchObject({
      state: 'merged',
      mergeCommit: merged.body.mergeCommit,
    });
    await later.stop();
  });

  it('in the middle of a merge loses nothing: the list knows after the start, and merging again answers as if it were the first time', async () => {
    const { as, stop, start, knex } = await setUp();
    const { body } = await as(RISK).post('/change-requests', {
      intent,
      hold: true,
    });
    const merge = { commit: body.commit };
    const merged = await as(RISK_PEER).post(
      `/change-requests/${body.id}/merge`,
      merge,
    );
    await stop();
    // Killed after the merge in Git and before it was written down.
    await knex('golden_path_requests')
      .where({ id: body.id })
      .update({ state: 'open', merge_commit: null, merged_by: null });

    const later = await start();
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const list = await later.as(RISK).get('/change-requests?state=merged');
      if (list.body.total === 1) {
        break;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    const list = await later.as(RISK).get('/change-requests?state=merged');
    expect(list.body.items).toMatchObject([
      { id: body.id, mergedBy: RISK_PEER },
    ]);
    const again = await later
      .as(RISK_PEER)
      .post(`/change-requests/${body.id}/merge`, merge);
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({
      state: 'merged',
      mergeCommit: merged.body.mergeCommit,
    });
    // Nobody is told twice.
    expect(later.notifications.send).not.toHaveBeenCalled();
    await later.stop();
  });
});
