import { readFileSync } from 'node:fs';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { sloPermissions } from '@fairway/plugin-slo-common';
import type { Knex } from 'knex';
import request from 'supertest';
import { parse } from 'yaml';
import { z } from 'zod';
import { openSlo, slothSlo } from './__testUtils__/documents';
import { FakeGoldenPath } from './__testUtils__/goldenPath';
import { ENGINEER, startPortal } from './__testUtils__/portal';
import { openApiFile } from './router/serviceInfo';

jest.setTimeout(60_000);

const { paths } = z
  .object({
    paths: z.record(
      z.string(),
      z.record(
        z.string(),
        z.looseObject({
          operationId: z.string(),
          description: z.string().optional(),
        }),
      ),
    ),
  })
  .parse(parse(readFileSync(openApiFile, 'utf8')));

/** Every operation that is described; another test sees to it that all routes are. */
const operations = Object.entries(paths).flatMap(([route, item]) =>
  Object.entries(item).map(([method, operation]) => ({
    route,
    method: z.enum(['get', 'post', 'delete']).parse(method),
    ...operation,
  })),
);
/** Operations that tell no more than what anybody may know. */
const OPEN = ['getHealth', 'getOpenApi'];
const guarded = operations.filter(
  ({ operationId }) => !OPEN.includes(operationId),
);

const EXCLUSION = {
  service: 'payments-api',
  from: '2026-11-20T00:00:00Z',
  to: '2026-11-20T01:00:00Z',
  reason: 'A new switch',
};

describe('somebody without any permission', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let document: string;
  let exclusion: string;

  /** Bodies that would be taken, so that nothing but the permission can be what is missing. */
  const bodies: Record<string, object> = {
    refreshObjectives: {},
    createExclusion: EXCLUSION,
    withdrawExclusion: { reason: 'It comes later' },
    uploadDocument: {
      file: 'other.yaml',
      text: slothSlo({ service: 'payments-api', name: 'other' }),
    },
    removeDocument: {},
  };

  beforeAll(async () => {
    knex = await databases.init('SQLITE_3');
    const goldenPath = new FakeGoldenPath();
    goldenPath.derive('payments-api', openSlo({ service: 'payments-api' }));
    const before = await startPortal({ knex, goldenPath });
    await before.untilKnown(1);
    const engineer = before.as(ENGINEER);
    const uploaded = await engineer.post('/documents', {
      file: 'latency.yaml',
      text: slothSlo({ service: 'payments-api', name: 'latency' }),
    });
    document = uploaded.body.id;
    exclusion = (await engineer.post('/exclusions', EXCLUSION)).body.id;
    await before.stop();
    portal = await startPortal({ knex, goldenPath, denied: 'all' });
  });

  afterAll(() => portal.stop());

  const pathOf = (route: string) =>
    route
      .replace('/documents/{id}', `/documents/${document}`)
      .replace('/exclusions/{id}', `/exclusions/${exclusion}`)
      .replace('{id}', 'payments-api-availability')
      .replace('/roll-up', '/roll-up?by=owner')
      .replace('/budgets', '/budgets?service=payments-api');

  it.each(guarded)(
    'gets nothing from $method $route ($operationId)',
    async ({ route, method, operationId, description }) => {
      portal.outcomes.length = 0;
      if (method !== 'get' && !(operationId in bodies)) {
        throw new Error(
          `say here how to call ${operationId} so that it would be taken`,
        );
      }
      const answer = await portal
        .as(ENGINEER)
        [method](pathOf(route), bodies[operationId] ?? {});
      expect({ status: answer.status, name: answer.body.error?.name }).toEqual({
        status: 403,
        name: 'NotAllowedError',
      });
      const missing = sloPermissions.filter(({ name }) =>
        new RegExp(` ${name}[;)]`).test(answer.body.error.message),
      );
      expect(missing).toHaveLength(1);
      expect(portal.outcomes).toEqual([
        expect.objectContaining({
          eventId: 'access-denied',
          outcome: 'fail',
          meta: expect.objectContaining({ permission: missing[0].name }),
        }),
      ]);
      // The description of the route names the permission that it asks for.
      expect(description).toContain(`ermission \`${missing[0].name}\``);
    },
  );

  it.each(guarded)(
    'who is not signed in gets nothing from $method $route either',
    async ({ route, method }) => {
      const answer = await request(portal.server)
        [method](`/api/slo${pathOf(route)}`)
        .set('Authorization', mockCredentials.none.header());
      expect(answer.status).toBe(401);
    },
  );

  it('may ask how the plugin is, and what its routes are', async () => {
    for (const route of ['/health', '/openapi.json']) {
      const answer = await request(portal.server).get(`/api/slo${route}`);
      expect(answer.status).toBe(200);
    }
  });

  it('has changed nothing', async () => {
    expect(await knex('slo_documents').where('kind', 'upload')).toHaveLength(1);
    const exclusions = await knex('slo_exclusions').select('withdrawn_at');
    expect(exclusions).toEqual([{ withdrawn_at: null }]);
  });
});
