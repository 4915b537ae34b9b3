import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { sliSourceExtensionPoint } from '@fairway/connectors';
import { generateEstate } from '@fairway/demo-estate';
import type { SliSource } from '@fairway/plugin-slo-common';
import request from 'supertest';
import { demoEstatePlugin } from './plugin';
import { sloDemoSourceModule } from '../sloModule';

const [intent] = generateEstate({ services: 40 }).intents;
const service = intent.metadata.name;

/** The demo beside something that stands for the SLO plugin. */
async function start(options?: {
  enabled?: boolean;
  /** Names of permissions that nobody has. */
  denied?: string[];
}) {
  const { enabled = true, denied = [] } = options ?? {};
  const sources: SliSource[] = [];
  const slo = createBackendPlugin({
    pluginId: 'slo',
    register(env) {
      env.registerExtensionPoint(sliSourceExtensionPoint, {
        addSource: source => {
          sources.push(source);
        },
      });
      env.registerInit({ deps: {}, async init() {} });
    },
  });
  const { server } = await startTestBackend({
    features: [
      slo,
      sloDemoSourceModule,
      demoEstatePlugin,
      mockServices.rootConfig.factory({
        data: { fairway: { demo: { enabled, services: 40 } } },
      }),
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(({ permission }) => ({
            result: denied.includes(permission.name)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
          })),
      }).factory,
    ],
  });
  return { server, sources };
}

describe('Faults of the demo estate', () => {
  it('show in the series while they are on, and are gone when they are switched off', async () => {
    const { server, sources } = await start();
    const [source] = sources;
    const failing = async () => {
      const { failures } = await source.ratios({
        objectives: [],
        windows: ['1h'],
        at: Date.now(),
      });
      return failures.length > 0;
    };
    expect(await failing()).toBe(false);

    const begun = await request(server)
      .post('/api/demo-estate/faults')
      .send({ kind: 'source-down' });
    expect(begun.status).toBe(201);
    expect(await failing()).toBe(true);
    const listed = await request(server).get('/api/demo-estate/faults');
    expect(listed.body).toEqual({
      faults: [expect.objectContaining({ kind: 'source-down', active: true })],
      may: { switch: true },
    });

    const ended = await request(server).delete(
      `/api/demo-estate/faults/${begun.body.id}`,
    );
    expect(ended.status).toBe(204);
    expect(await failing()).toBe(false);
    const again = await request(server).delete(
      `/api/demo-estate/faults/${begun.body.id}`,
    );
    expect(again.status).toBe(404);
  });

  it('hit services that there are, and say what is wrong with a wish', async () => {
    const { server } = await start();
    const post = (body: object) =>
      request(server).post('/api/demo-estate/faults').send(body);
    expect((await post({ kind: 'errors', service, share: 0.5 })).status).toBe(
      201,
    );
    const unknown = await post({ kind: 'errors', service: 'nosuch' });
    expect(unknown.status).toBe(400);
    expect(unknown.body.error.message).toContain('no service "nosuch"');
    const wrong = await post({ kind: 'gremlins', service });
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.message).toContain('expected one of errors');
  });

  it('are switched by those who may, and not at all outside the demo', async () => {
    const denied = await start({ denied: ['demo-estate.fault.switch'] });
    const refused = await request(denied.server)
      .post('/api/demo-estate/faults')
      .set('authorization', mockCredentials.user.header())
      .send({ kind: 'source-down' });
    expect(refused.status).toBe(403);
    const seen = await request(denied.server).get('/api/demo-estate/faults');
    expect(seen.body).toEqual({ faults: [], may: { switch: false } });

    const off = await start({ enabled: false });
    expect(off.sources).toEqual([]);
    const missing = await request(off.server).get('/api/demo-estate/faults');
    expect(missing.status).toBe(404);
  });
});
