import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import schema from './__fixtures__/applicationList.schema.json';
import { ArgoCd, type ArgoCdOptions } from './ArgoCd';

const REVISION = 'e'.repeat(40);
const DONE = '2026-11-21T09:00:00Z';

const payments = {
  metadata: {
    name: 'prod-payments-api',
    namespace: 'argocd',
    labels: { 'fairway.dev/environment': 'prod' },
  },
  spec: {
    project: 'tenants',
    destination: { server: 'https://kubernetes.default.svc' },
  },
  status: {
    sync: { status: 'Synced', revision: 'f'.repeat(40) },
    health: { status: 'Healthy', lastTransitionTime: '2026-11-21T09:02:00Z' },
    operationState: {
      operation: {},
      phase: 'Succeeded',
      startedAt: '2026-11-21T08:59:00Z',
      finishedAt: DONE,
      message: 'successfully synced (all tasks run)',
      syncResult: { revision: REVISION },
    },
    summary: { images: ['registry.example.com/payments-api:1'] },
  },
};
/** Made a moment ago: nothing is known of it yet. */
const fresh = {
  metadata: { name: 'prod-fresh' },
  spec: { project: 'tenants', destination: {} },
};

describe('Reading applications of Argo CD', () => {
  let server: Server;
  let answer: { status: number; body: unknown };
  let asked: { url?: string; authorization?: string } = {};

  beforeAll(async () => {
    const ajv = new Ajv({ strict: false });
    addFormats(ajv);
    const validate = ajv.compile(schema);
    server = createServer((req, res) => {
      asked = { url: req.url, authorization: req.headers.authorization };
      const { status, body } = answer;
      if (status === 200 && typeof body === 'object' && !validate(body)) {
        // The double answers nothing that Argo CD would not.
        res.writeHead(500).end(JSON.stringify(validate.errors));
        return;
      }
      res
        .writeHead(status, {
          'Content-Type': 'application/json',
          ...(status === 302 && { Location: 'https://login.example.com/' }),
        })
        .end(typeof body === 'string' ? body : JSON.stringify(body));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });

  afterAll(() => new Promise(resolve => server.close(resolve)));

  function argoCd(more: Partial<ArgoCdOptions> = {}): ArgoCd {
    const address = server.address();
    const port = (address as AddressInfo).port;
    return ArgoCd.create({
      name: 'Argo CD of prod-eu-1',
      url: `http://127.0.0.1:${port}/`,
      token: 'the-token',
      ...more,
    });
  }

  const ask = (more?: Partial<ArgoCdOptions>) =>
    argoCd(more).applications({ selector: 'fairway.dev/environment=prod' });

  it('tells how each stands, by the commit that was synced', async () => {
    answer = {
      status: 200,
      body: { metadata: {}, items: [payments, fresh] },
    };
    expect(await ask({ project: 'tenants' })).toEqual([
      {
        name: 'prod-payments-api',
        labels: { 'fairway.dev/environment': 'prod' },
        sync: 'Synced',
        revision: REVISION,
        phase: 'Succeeded',
        finishedAt: DONE,
        message: 'successfully synced (all tasks run)',
        health: 'Healthy',
        healthAt: '2026-11-21T09:02:00Z',
        images: ['registry.example.com/payments-api:1'],
      },
      {
        name: 'prod-fresh',
        labels: {},
        sync: 'Unknown',
        health: 'Unknown',
        images: [],
      },
    ]);
    expect(asked).toEqual({
      url: '/api/v1/applications?selector=fairway.dev%2Fenvironment%3Dprod&projects=tenants',
      authorization: 'Bearer the-token',
    });
    answer = { status: 200, body: { metadata: {}, items: null } };
    expect(await ask()).toEqual([]);
  });

  it('says what is wrong when it cannot be read', async () => {
    answer = { status: 401, body: {} };
    await expect(ask()).rejects.toThrow('its token is not valid');
    answer = { status: 403, body: {} };
    await expect(ask()).rejects.toThrow('may not get applications');
    answer = { status: 503, body: {} };
    await expect(ask()).rejects.toThrow('trouble of its own');
    answer = { status: 200, body: '<html>Sign in</html>' };
    await expect(ask()).rejects.toThrow('no list of applications');
    answer = { status: 302, body: '' };
    await expect(ask()).rejects.toThrow('cannot be reached');
    answer = { status: 200, body: { metadata: {}, items: [payments] } };
    await expect(ask({ maxBytes: 100 })).rejects.toThrow('more than 100 bytes');
    await expect(ask({ url: 'http://127.0.0.1:9' })).rejects.toThrow(
      'cannot be reached',
    );
    await expect(
      ask({ timeoutMs: 20, fetch: (_url, init) => never(init) }),
    ).rejects.toThrow('did not answer within 0.02 s');
  });
});

/** Ends only when it is given up. */
function never(init?: RequestInit): Promise<Response> {
  return new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () =>
      reject(new Error('given up')),
    );
  });
}
