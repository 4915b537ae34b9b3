import { promises as fs } from 'node:fs';
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  MAX_ACCEPT_ON,
  MAX_DRAFT_FILE,
  MAX_DRAFT_PATHS,
  MAX_DRAFT_TITLE,
} from '@fairway/plugin-golden-path-common';
import Ajv2020 from 'ajv/dist/2020';
import { parse } from 'yaml';
import { fraudService, paymentsApi } from '../__testUtils__/intents';
import { ENGINEER, RISK, startPortal } from '../__testUtils__/portal';
import { openApiFile } from '../router/serviceInfo';

jest.setTimeout(60_000);

/** Routes as the sources of the router state them. */
async function routesOfRouter(): Promise<string[]> {
  const folder = `${__dirname}/../router`;
  const routes: string[] = [];
  for (const file of await fs.readdir(folder)) {
    const text = await fs.readFile(`${folder}/${file}`, 'utf8');
    for (const [, method, route] of text.matchAll(
      /router\.(get|post|put|patch|delete)\(\s*'([^']+)'/g,
    )) {
      routes.push(`${method} ${route.replace(/:(\w+)/g, '{$1}')}`);
    }
  }
  return routes.sort();
}

describe('the OpenAPI document', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();

  async function document() {
    return parse(await fs.readFile(openApiFile, 'utf8'));
  }

  it('has every route of the router, and no other', async () => {
    const { paths } = await document();
    const described = Object.entries<object>(paths).flatMap(([route, item]) =>
      Object.keys(item).map(method => `${method} ${route}`),
    );
    expect(described.sort()).toEqual(await routesOfRouter());
  });

  it('states the limit on the other sides of agreements that everything else has', async () => {
    const { components } = await document();
    expect(components.schemas.AcceptOn.maxItems).toBe(MAX_ACCEPT_ON);
    expect(components.schemas.ReleaseOn.maxItems).toBe(MAX_ACCEPT_ON);
  });

  it('states the limits of drafts', async () => {
    const { AuthoringChanges, NewAuthoringDraft } = (await document())
      .components.schemas;
    expect(AuthoringChanges).toMatchObject({
      maxProperties: MAX_DRAFT_PATHS,
      additionalProperties: { maxLength: MAX_DRAFT_FILE },
    });
    expect(NewAuthoringDraft.properties.title.maxLength).toBe(MAX_DRAFT_TITLE);
  });

  it('is true of what the routes answer', async () => {
    const openApi = await document();
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    ajv.addSchema(openApi, 'openapi');
    const check = (options: {
      route: string;
      method: string;
      status: number;
      body: unknown;
    }) => {
      const escaped = options.route.replace(/~/g, '~0').replace(/\//g, '~1');
      const response =
        openApi.paths[options.route][options.method].responses[options.status];
      const at = response.$ref
        ? response.$ref
        : `#/paths/${escaped}/${options.method}/responses/${options.status}`;
      const validate = ajv.compile({
        $ref: `openapi${at}/content/application~1json/schema`,
      });
      validate(options.body);
      expect({ route: options.route, errors: validate.errors }).toEqual({
        route: options.route,
        errors: null,
      });
    };

    folder.clear();
    const { as, stop } = await startPortal({
      folder: folder.path,
      knex: await databases.init('SQLITE_3'),
      seed: [fraudService({ accepts: ['payments-api'] })],
    });
    const engineer = as(ENGINEER);
    const opened = await engineer.post('/change-requests', {
      intent: paymentsApi(),
    });
    expect(opened.status).toBe(201);
    check({
      route: '/change-requests',
      method: 'post',
      status: 201,
      body: opened.body,
    });
    const { id } = opened.body;
    const compiled = await engineer.post('/compile', { intent: paymentsApi() });
    check({
      route: '/compile',
      method: 'post',
      status: 200,
      body: compiled.body,
    });
    const bad = await engineer.post('/compile', { text: 'kind: Nothing' });
    check({ route: '/compile', method: 'post', status: 400, body: bad.body });
    for (const [route, path] of [
      ['/health', '/health'],
      ['/openapi.json', '/openapi.json'],
      ['/contract', '/contract'],
      ['/contract/schema', '/contract/schema'],
      ['/services', '/services'],
      ['/services/{name}', '/services/fraud-service'],
      ['/services/{name}/dependents', '/services/fraud-service/dependents'],
      ['/fleet', '/fleet'],
      ['/catalog-entities', '/catalog-entities'],
      ['/slo-documents', '/slo-documents'],
      ['/authoring', '/authoring'],
      ['/authoring/templates/{name}', '/authoring/templates/http-api'],
      ['/authoring/services/{name}', '/authoring/services/fraud-service'],
      ['/change-requests', '/change-requests'],
      ['/change-requests/{id}', `/change-requests/${id}`],
      ['/change-requests/{id}/diff', `/change-requests/${id}/diff`],
    ]) {
      const answer = await engineer.get(path);
      check({ route, method: 'get', status: 200, body: answer.body });
    }
    const flow = { kind: 'rename', to: 'fraud-scores' };
    const flows = '/services/fraud-service/flows';
    const preview = await as(RISK).post(`${flows}/preview`, flow);
    check({
      route: '/services/{name}/flows/preview',
      method: 'post',
      status: 200,
      body: preview.body,
    });
    const renamed = await as(RISK).post(flows, { flow });
    check({
      route: '/services/{name}/flows',
      method: 'post',
      status: 201,
      body: renamed.body,
    });
    // The look after the start is told of when it has ended.
    let drift = await engineer.get('/drift');
    while (!drift.body.checkedAt) {
      drift = await engineer.get('/drift');
    }
    expect(drift.body.items).toHaveLength(1);
    check({ route: '/drift', method: 'get', status: 200, body: drift.body });
    const stands = await engineer.get('/drift/fraud-service');
    check({
      route: '/drift/{name}',
      method: 'get',
      status: 200,
      body: stands.body,
    });
    const out = await engineer.get('/authoring');
    const quotas = 'contract/quotas.yaml';
    const draft = {
      title: 'Fewer pods',
      changes: {
        [quotas]: out.body.contract[quotas].replace(/pods: \d+/g, 'pods: 1'),
        'contract/prices.yml': null,
      },
      basedOn: out.body.fingerprint,
    };
    const route = '/authoring/drafts/{id}';
    const drafted = await engineer.post('/authoring/drafts', draft);
    check({
      route: '/authoring/drafts',
      method: 'post',
      status: 201,
      body: drafted.body,
    });
    const at = route.replace('{id}', drafted.body.id);
    for (const [status, revision] of [
      [200, 1],
      [409, 1],
    ]) {
      const saved = await engineer.put(at, { ...draft, revision });
      check({ route, method: 'put', status, body: saved.body });
    }
    const kept = await engineer.get(at);
    check({ route, method: 'get', status: 200, body: kept.body });
    const listed = await engineer.get('/authoring');
    expect(listed.body.drafts).toHaveLength(1);
    check({
      route: '/authoring',
      method: 'get',
      status: 200,
      body: listed.body,
    });
    const impact = await engineer.post('/authoring/impact', {
      changes: draft.changes,
    });
    expect(impact.body.newlyDenied).toHaveLength(1);
    check({
      route: '/authoring/impact',
      method: 'post',
      status: 200,
      body: impact.body,
    });
    expect((await engineer.delete(at)).status).toBe(204);
    const missing = await engineer.get('/services/nobody');
    check({
      route: '/services/{name}',
      method: 'get',
      status: 404,
      body: missing.body,
    });
    await stop();
  });
});
