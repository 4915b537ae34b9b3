import { readFileSync } from 'node:fs';
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { goldenPathPermissions } from '@fairway/plugin-golden-path-common';
import type { Knex } from 'knex';
import { parse } from 'yaml';
import { z } from 'zod';
import { fraudService } from './__testUtils__/intents';
import { RISK, startPortal } from './__testUtils__/portal';
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
    method: z.enum(['get', 'post', 'put', 'delete']).parse(method),
    ...operation,
  })),
);
/** Operations that tell no more than what anybody may know, and the webhooks, which ask for the secret of their source. */
const OPEN = ['getHealth', 'getOpenApi', 'receiveEvidence'];
const guarded = operations.filter(
  ({ operationId }) => !OPEN.includes(operationId),
);

describe('somebody without any permission', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();
  const intent = fraudService({ accepts: ['payments-api', 'mobile-bff'] });
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let opened: { id: string; commit: string };
  let draft: string;
  /** A body that would be taken, so that nothing but the permission can be what is missing. */
  let bodies: Record<string, object>;

  beforeAll(async () => {
    folder.clear();
    knex = await databases.init('SQLITE_3');
    const options = {
      folder: folder.path,
      knex,
      seed: [fraudService({ accepts: ['payments-api'] })],
    };
    const before = await startPortal(options);
    const answer = await before
      .as(RISK)
      .post('/change-requests', { intent, hold: true });
    opened = answer.body;
    const content = {
      title: 'Mine',
      changes: {},
      basedOn: 'f'.repeat(64),
    };
    const drafted = await before.as(RISK).post('/authoring/drafts', content);
    draft = drafted.body.id;
    await before.stop();
    const { commit } = opened;
    bodies = {
      compileIntent: { intent },
      openChangeRequest: { intent },
      previewServiceFlow: { kind: 'retire' },
      openServiceFlow: { flow: { kind: 'retire' } },
      proposeObjectives: { text: 'kind: SLO' },
      removeObjective: {},
      approveChangeRequest: { commit },
      mergeChangeRequest: { commit },
      closeChangeRequest: {},
      commentOnChangeRequest: { text: 'hello' },
      createAuthoringDraft: content,
      saveAuthoringDraft: { ...content, revision: 1 },
      deleteAuthoringDraft: {},
      measureImpact: { changes: {} },
      promote: { from: 'dev', to: 'test' },
      rollBack: { environment: 'prod', reason: 'it fails' },
      promoteService: { from: 'dev', to: 'test' },
      rollBackService: { environment: 'prod', reason: 'it fails' },
      checkDrift: {},
      mendDrift: {},
      createCampaign: { title: 'Mine', change: { type: 'contract' } },
      startCampaign: {},
      pauseCampaign: {},
      resumeCampaign: {},
      stopCampaign: {},
      advanceCampaign: {},
      retryCampaign: {},
      planCampaign: {},
      deleteCampaign: {},
    };
    portal = await startPortal({ ...options, denied: 'all' });
  });

  afterAll(() => portal.stop());

  it.each(guarded)(
    'gets nothing from $method $route ($operationId)',
    async ({ route, method, operationId, description }) => {
      portal.outcomes.length = 0;
      const path = route
        .replace('drafts/{id}', `drafts/${draft}`)
        .replace('templates/{name}', 'templates/http-api')
        .replace('{id}', opened.id)
        .replace('{name}', 'fraud-service')
        .replace('{service}', 'fraud-service');
      if (method !== 'get' && !(operationId in bodies)) {
        throw new Error(
          `say here how to call ${operationId} so that it would be taken`,
        );
      }
      const answer = await portal
        .as(RISK)
        [method](path, bodies[operationId] ?? {});
      expect({ status: answer.status, name: answer.body.error?.name }).toEqual({
        status: 403,
        name: 'NotAllowedError',
      });
      const missing = goldenPathPermissions.filter(permission =>
        answer.body.error.message.includes(` ${permission.name};`),
      );
      expect(missing).toHaveLength(1);
      expect(portal.outcomes).toEqual([
        expect.objectContaining({
          eventId: 'access-denied',
          outcome: 'fail',
          meta: expect.objectContaining({ permission: missing[0].name }),
        }),
      ]);
      // The description of the route names a permission that it asks for.
      expect(description).toMatch(/Permissions? `golden-path\./i);
    },
  );

  it('may ask how the plugin is, and what its routes are', async () => {
    for (const route of ['/health', '/openapi.json']) {
      expect((await portal.as(RISK).get(route)).status).toBe(200);
    }
  });

  it('has changed nothing', async () => {
    const rows = await knex('golden_path_requests').select('id', 'state');
    expect(rows).toEqual([{ id: opened.id, state: 'open' }]);
    const drafts = await knex('golden_path_drafts').select('title', 'revision');
    expect(drafts).toEqual([{ title: 'Mine', revision: 1 }]);
    for (const table of ['golden_path_approvals', 'golden_path_comments']) {
      expect(await knex(table).select()).toEqual([]);
    }
  });
});
