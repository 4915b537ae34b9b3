import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type {
  Campaign,
  CampaignService,
} from '@fairway/plugin-golden-path-common';
import { fraudService, paymentsApi } from './__testUtils__/intents';
import { ENGINEER, PLATFORM, startPortal } from './__testUtils__/portal';

jest.setTimeout(120_000);

type Portal = Awaited<ReturnType<typeof startPortal>>;

describe('A campaign', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();

  async function until(
    portal: Portal,
    id: string,
    holds: (campaign: Campaign) => boolean,
  ): Promise<Campaign> {
    let last: unknown;
    for (let attempt = 0; attempt < 600; attempt += 1) {
      const { body } = await portal.as(PLATFORM).get(`/campaigns/${id}`);
      if (holds(body)) {
        return body;
      }
      last = body;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error(`It did not come to that: ${JSON.stringify(last)}`);
  }

  async function services(
    portal: Portal,
    id: string,
  ): Promise<CampaignService[]> {
    const { body } = await portal.as(ENGINEER).get(`/campaigns/${id}/services`);
    return body.items;
  }

  it('changes intents, opens requests in waves, and is done when their owners have merged', async () => {
    folder.clear();
    const portal = await startPortal({
      folder: folder.path,
      knex: await databases.init('SQLITE_3'),
      seed: [
        fraudService({ accepts: ['payments-api'] }),
        { ...paymentsApi(), spec: { ...paymentsApi().spec, dependencies: [] } },
      ],
    });
    const created = await portal.as(PLATFORM).post('/campaigns', {
      title: 'Less patience',
      change: {
        type: 'intent',
        edits: [{ at: '/spec/slo/latencyP95Ms', to: 180 }],
      },
    });
    expect(created.body).toMatchObject({ state: 'planning' });
    expect(created.status).toBe(201);
    const { id } = created.body;
    const planned = await until(portal, id, ({ state }) => state !== 'planning');
    expect(planned).toMatchObject({ state: 'planned' });
    const started = await portal.as(PLATFORM).post(`/campaigns/${id}/start`);
    expect(started.body).toMatchObject({ state: 'running', wave: 1 });
    const open = await until(portal, id, ({ counts }) => counts.open > 0);
    expect(open.counts).toMatchObject({ open: 1 });
    await portal.stop();
  });
});
