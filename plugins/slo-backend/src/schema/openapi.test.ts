import { promises as fs } from 'node:fs';
import { TestDatabases } from '@backstage/backend-test-utils';
import { OBJECTIVE_STATES, SLO_FORMATS } from '@fairway/plugin-slo-common';
import Ajv2020 from 'ajv/dist/2020';
import { parse } from 'yaml';
import { openSlo, slothSlo } from '../__testUtils__/documents';
import { FakeGoldenPath } from '../__testUtils__/goldenPath';
import { ENGINEER, RISK, startPortal, until } from '../__testUtils__/portal';
import { MemorySource } from '../__testUtils__/source';
import { ORIGIN_KINDS } from '../documents/types';
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

  it('has the words of the model', async () => {
    const { schemas } = (await document()).components;
    expect(schemas.ObjectiveState.enum).toEqual(OBJECTIVE_STATES);
    expect(schemas.OriginKind.enum).toEqual(ORIGIN_KINDS);
    expect(schemas.DocumentSummary.properties.format.enum).toEqual(SLO_FORMATS);
  });

  it('is true of what the routes answer', async () => {
    const openApi = await document();
    const ajv = new Ajv2020({
      strict: false,
      allErrors: true,
      validateFormats: false,
    });
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

    const goldenPath = new FakeGoldenPath();
    goldenPath.derive('payments-api', openSlo({ service: 'payments-api' }));
    goldenPath.derive('fraud-service', 'kind: nothing\n');
    const source = new MemorySource();
    source.errorRatios.set('payments-api', 0.02);
    const { as, stop } = await startPortal({
      knex: await databases.init('SQLITE_3'),
      goldenPath,
      sources: [source],
    });
    const engineer = as(ENGINEER);
    await until(async () => {
      const { body } = await engineer.get('/objectives?state=exhausted');
      return body.total === 1;
    }, 'a first look');
    const id = 'payments-api-availability';
    const excluded = await engineer.post('/exclusions', {
      service: 'payments-api',
      from: new Date(Date.now() + 3_600_000).toISOString(),
      to: new Date(Date.now() + 7_200_000).toISOString(),
      reason: 'A new switch',
    });
    check({
      route: '/exclusions',
      method: 'post',
      status: 201,
      body: excluded.body,
    });
    const uploaded = await engineer.post('/documents', {
      file: 'latency.yml',
      text: slothSlo({ service: 'payments-api', name: 'latency' }),
    });
    check({
      route: '/documents',
      method: 'post',
      status: 201,
      body: uploaded.body,
    });
    for (const [route, path] of [
      ['/health', '/health'],
      ['/openapi.json', '/openapi.json'],
      ['/objectives', '/objectives?limit=1'],
      ['/objectives/roll-up', '/objectives/roll-up?by=tier'],
      ['/objectives/{id}', `/objectives/${id}`],
      ['/objectives/{id}/history', `/objectives/${id}/history`],
      [
        '/objectives/{id}/would-have-fired',
        `/objectives/${id}/would-have-fired`,
      ],
      ['/budgets', '/budgets?service=payments-api'],
      ['/sources', '/sources'],
      ['/exclusions', `/exclusions?objective=${id}`],
      ['/documents', '/documents'],
      ['/documents/{id}', `/documents/${uploaded.body.id}`],
    ]) {
      const answer = await engineer.get(path);
      check({ route, method: 'get', status: 200, body: answer.body });
    }
    const withdrawn = await engineer.post(
      `/exclusions/${excluded.body.id}/withdraw`,
      { reason: 'It comes later' },
    );
    check({
      route: '/exclusions/{id}/withdraw',
      method: 'post',
      status: 200,
      body: withdrawn.body,
    });
    expect((await engineer.post('/refresh', { objective: id })).status).toBe(
      204,
    );
    source.down = true;
    await engineer.post('/refresh');
    const sources = await engineer.get('/sources');
    expect(sources.body.items[0].failing).toBeDefined();
    check({
      route: '/sources',
      method: 'get',
      status: 200,
      body: sources.body,
    });

    const bad = await engineer.post('/documents', {
      file: 'bad.yaml',
      text: slothSlo({
        service: 'payments-api',
        name: 'speed',
        objective: 120,
      }),
    });
    expect(bad.body.error.problems).toHaveLength(1);
    check({ route: '/documents', method: 'post', status: 400, body: bad.body });
    const refused = await as(RISK).delete(`/documents/${uploaded.body.id}`);
    check({
      route: '/documents/{id}',
      method: 'delete',
      status: 403,
      body: refused.body,
    });
    const missing = await engineer.get('/objectives/nothing');
    check({
      route: '/objectives/{id}',
      method: 'get',
      status: 404,
      body: missing.body,
    });
    await stop();
  });
});
