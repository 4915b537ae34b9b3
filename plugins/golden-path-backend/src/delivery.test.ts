import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { fraudService, paymentsApi } from './__testUtils__/intents';
import { ENGINEER, startPortal, VIEWER } from './__testUtils__/portal';

jest.setTimeout(60_000);

const NEW_IMAGE = `registry.example.com/payments-api@sha256:${'c'.repeat(64)}`;

/** Asks again until it is so: what is recorded beside answering comes a moment later. */
async function until<T>(
  ask: () => Promise<T>,
  fits: (answer: T) => boolean,
): Promise<T> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const answer = await ask();
    if (fits(answer)) {
      return answer;
    }
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  throw new Error('It did not become so');
}

describe('Deliveries in the portal', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const folder = createMockDirectory();

  async function start() {
    folder.clear();
    return startPortal({
      folder: folder.path,
      knex: await databases.init('SQLITE_3'),
      seed: [fraudService({ accepts: ['payments-api'] }), paymentsApi()],
    });
  }

  it('begin with what Git asks for, and show everything else as missing', async () => {
    const { as, stop } = await start();
    const { body } = await until(
      async () => as(VIEWER).get('/delivery/payments-api'),
      answer => answer.body.environments?.every((each: any) => each.release),
    );
    const prod = body.environments.at(-1);
    expect(prod).toMatchObject({
      environment: 'prod',
      release: {
        image: paymentsApi().spec.containers.app.image,
        state: 'desired-state-updated',
      },
      missing: 4,
      rollback: { allowed: false },
    });
    expect(
      prod.steps
        .filter(({ status }: any) => status === 'missing')
        .map(({ state }: any) => state),
    ).toEqual(['proposed', 'built', 'scanned', 'signed']);
    expect(body.sources).toContainEqual({ source: 'ci', configured: false });

    const list = await as(VIEWER).get('/delivery?attention=true&limit=1');
    expect(list.body).toMatchObject({
      total: 2,
      items: [{ service: 'fraud-service', team: 'risk' }],
    });
    const dora = await as(VIEWER).get('/delivery/dora?days=7');
    expect(dora.body.company).toMatchObject({
      environment: 'prod',
      deployments: 0,
    });
    expect((await as(VIEWER).get('/delivery/nobody')).status).toBe(404);
    expect((await as(VIEWER).get('/delivery?state=done')).status).toBe(400);
    await stop();
  });
});
