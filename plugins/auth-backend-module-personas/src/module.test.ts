import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import request from 'supertest';
import authModulePersonas from './index';

const priya = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'priya.engineer', namespace: 'default' },
  spec: { memberOf: ['payments'] },
  relations: [{ type: 'memberOf', targetRef: 'group:default/payments' }],
};

const demo = {
  app: { baseUrl: 'http://localhost:3000' },
  backend: {
    baseUrl: 'http://localhost:7007',
    database: { client: 'better-sqlite3', connection: ':memory:' },
  },
  auth: { providers: { personas: {} } },
  fairway: {
    demo: {
      enabled: true,
      personas: [
        { id: 'engineer', user: 'user:default/priya.engineer', name: 'Priya' },
        { id: 'ghost', user: 'user:default/nobody', name: 'Nobody' },
      ],
    },
  },
} satisfies JsonObject;

async function start(config: JsonObject) {
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      authModulePersonas,
      catalogServiceMock.factory({ entities: [priya] }),
      mockServices.rootConfig.factory({ data: config }),
    ],
  });
  return server;
}

describe('sign-in as a persona', () => {
  it('signs in the chosen person with the groups from the catalog', async () => {
    const server = await start(demo);

    const answer = await request(server)
      .get('/api/auth/personas/refresh')
      .set('x-fairway-persona', 'engineer');

    expect(answer.status).toBe(200);
    expect(answer.body.profile.displayName).toBe('Priya');
    expect(answer.body.backstageIdentity.identity).toMatchObject({
      userEntityRef: 'user:default/priya.engineer',
    });
  });

  it.each([
    ['an unknown persona', { 'x-fairway-persona': 'root' }, /choose one of/],
    ['nobody', {}, /x-fairway-persona/],
  ])('does not sign in %s', async (_, headers, message) => {
    const server = await start(demo);

    const answer = await request(server)
      .get('/api/auth/personas/refresh')
      .set(headers);

    expect(answer.status).toBe(401);
    expect(answer.body.error.message).toMatch(message);
  });

  it('does not sign in a persona who is not in the catalog', async () => {
    const server = await start(demo);

    const answer = await request(server)
      .get('/api/auth/personas/refresh')
      .set('x-fairway-persona', 'ghost');

    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body.backstageIdentity).toBeUndefined();
  });
});

describe('outside the demo', () => {
  const { fairway, backend, ...rest } = demo;

  it.each<[string, JsonObject, RegExp]>([
    [
      'the demo is not enabled',
      { ...demo, fairway: { demo: { personas: fairway.demo.personas } } },
      /fairway\.demo\.enabled is not true: remove auth\.providers\.personas/,
    ],
    [
      'enabled is only text',
      {
        ...demo,
        fairway: { demo: { ...fairway.demo, enabled: 'true' } },
      },
      /fairway\.demo\.enabled is not true/,
    ],
    [
      'the provider alone is left in the configuration',
      { ...rest, backend },
      /fairway\.demo\.enabled is not true/,
    ],
    [
      'the database is a real one',
      {
        ...demo,
        backend: {
          ...backend,
          database: { client: 'pg', connection: 'postgres://localhost/x' },
        },
      },
      /backend\.database\.client is pg/,
    ],
    [
      'the authentication is that of production',
      { ...demo, auth: { ...demo.auth, environment: 'production' } },
      /auth\.environment is production/,
    ],
    [
      'people sign in another way',
      { ...demo, auth: { providers: { personas: {}, oidc: {} } } },
      /people sign in with oidc/,
    ],
  ])('the portal does not start when %s', async (_, config, message) => {
    await expect(start(config)).rejects.toThrow(message);
  });

  it('the portal starts without it when nothing asks for personas', async () => {
    const server = await start({ ...rest, auth: { providers: {} }, backend });

    const answer = await request(server)
      .get('/api/auth/personas/refresh')
      .set('x-fairway-persona', 'engineer');

    expect(answer.status).toBe(404);
  });
});
