import {
  createMockDirectory,
  mockCredentials,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  fraudService,
  PAYMENTS_API,
  paymentsApi,
} from './__testUtils__/intents';
import { ENGINEER, startPortal } from './__testUtils__/portal';

jest.setTimeout(60_000);

function entity(kind: string, name: string): Entity {
  return { apiVersion: 'backstage.io/v1alpha1', kind, metadata: { name } };
}

/** A catalog whose entities come and go while the portal runs. */
function livingCatalog(entities: Entity[]): CatalogService {
  return catalogServiceMock.mock({
    async *streamEntities(request, options) {
      yield* catalogServiceMock({ entities }).streamEntities(request, options);
    },
  });
}

/** Asks again until the answer is as expected, or ten seconds are over. */
async function until<T>(
  ask: () => Promise<T>,
  expected: (answer: T) => boolean,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    const answer = await ask();
    if (expected(answer) || attempt === 50) {
      return answer;
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

function policiesOf(result: { findings: { policy: string }[] }): string[] {
  return result.findings.map(({ policy }) => policy);
}

function isAboutCatalog(policy: string): boolean {
  return policy.startsWith('known-');
}

describe('owners and systems of intents', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();

  async function start(catalog: CatalogService) {
    folder.clear();
    const portal = await startPortal({
      folder: folder.path,
      knex: await databases.init('SQLITE_3'),
      seed: [fraudService({ accepts: ['payments-api'] })],
      catalog,
    });
    return { ...portal, fleet: () => portal.as(ENGINEER).get('/fleet') };
  }

  const strange = PAYMENTS_API.replace(
    'owner: group:payments',
    'owner: group:paymnets',
  ).replace('system: billing', 'system: biling');

  it('are held against the catalog in every compile, and a request for a group that does not exist writes nothing', async () => {
    const entities = [
      entity('Group', 'payments'),
      entity('Group', 'risk'),
      entity('System', 'billing'),
      entity('System', 'risk'),
      entity('User', 'priya.engineer'),
    ];
    const { as, actions, fleet, stop } = await start(livingCatalog(entities));

    // What the browser compiles with: nothing until the catalog has settled, its names from then on.
    const { body, headers } = await until(
      fleet,
      answer => answer.body.fleet.directory !== undefined,
    );
    expect(body.fleet.directory).toEqual({
      groups: ['payments', 'risk'],
      systems: ['billing', 'risk'],
    });

    const compiled = await as(ENGINEER).post('/compile', { text: strange });
    expect(compiled.body.denied).toBe(true);
    expect(compiled.body.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          policy: 'known-owner',
          severity: 'deny',
          at: '/metadata/owner',
          line: 6,
          message: expect.stringContaining('Did you mean "group:payments"?'),
        }),
        expect.objectContaining({
          policy: 'known-system',
          severity: 'warn',
          at: '/metadata/system',
          line: 5,
          message: expect.stringContaining('Did you mean "billing"?'),
        }),
      ]),
    );
    const acted = await actions.invoke({
      id: 'test:compile-intent',
      input: { intent: strange },
      credentials: mockCredentials.user(ENGINEER),
    });
    expect(acted.output).toMatchObject({ denied: true });

    const intent = paymentsApi();
    intent.metadata.owner = 'group:paymnets';
    const refused = await as(ENGINEER).post('/change-requests', { intent });
    expect(refused.status).toBe(400);
    expect(refused.body.error.message).toContain(
      'The catalog holds no group called paymnets. Did you mean "group:payments"?',
    );
    expect((await as(ENGINEER).get('/change-requests')).body.total).toBe(0);
    expect((await fleet()).body.commit).toBe(body.commit);

    // A group that is added is found by whoever asks for it next, and the browser is told that its facts are old.
    entities.push(entity('Group', 'paymnets'));
    const known = await until(
      () => as(ENGINEER).post('/compile', { text: strange }),
      answer => !policiesOf(answer.body).includes('known-owner'),
    );
    // Its grants are for the other team, which is a matter of its own.
    expect(policiesOf(known.body)).not.toContain('known-owner');
    expect(policiesOf(known.body)).toContain('secret-grant');
    expect((await fleet()).headers.etag).not.toBe(headers.etag);
    await stop();
  });

  it('are denied for merged services too, once their group is gone', async () => {
    const { as, fleet, stop } = await start(
      livingCatalog([entity('Group', 'payments'), entity('System', 'risk')]),
    );
    await until(fleet, answer => answer.body.fleet.directory !== undefined);
    const { body } = await until(
      () => as(ENGINEER).get('/contract'),
      answer => answer.body.counts.denied > 0,
    );
    expect(body.counts).toMatchObject({ services: 1, denied: 1 });
    expect(body.policyHits).toContainEqual({
      policy: 'known-owner',
      denied: 1,
      warned: 0,
      excepted: 0,
      services: ['fraud-service'],
    });
    await stop();
  });

  it('pass, and are not said to be checked, while the catalog cannot be read', async () => {
    const { as, fleet, stop } = await start(
      catalogServiceMock.mock({
        async *streamEntities() {
          throw new Error('connection refused');
        },
      }),
    );
    const compiled = await as(ENGINEER).post('/compile', { text: strange });
    expect(compiled.status).toBe(200);
    expect(policiesOf(compiled.body)).toContain('secret-grant');
    expect(policiesOf(compiled.body).filter(isAboutCatalog)).toEqual([]);
    expect((await fleet()).body.fleet).not.toHaveProperty('directory');
    const opened = await as(ENGINEER).post('/change-requests', {
      intent: paymentsApi(),
    });
    expect(opened.status).toBe(201);
    await stop();
  });
});
