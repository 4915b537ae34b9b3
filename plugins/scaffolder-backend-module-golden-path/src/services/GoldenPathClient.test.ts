import { createServer, type RequestListener, type Server } from 'node:http';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { serviceIntentSchema } from '@fairway/plugin-golden-path-common';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createChangeRequestAction } from '../actions/changeRequest';
import { DefaultGoldenPathClient } from './GoldenPathClient';

const intent = serviceIntentSchema.parse({
  apiVersion: 'fairway.dev/v1alpha1',
  kind: 'ServiceIntent',
  metadata: {
    name: 'payments-api',
    owner: 'group:payments',
    system: 'billing',
  },
  spec: {
    workloadType: 'internal-api',
    tier: 'tier-2',
    dataClassification: 'internal',
    exposure: 'internal',
    runtime: 'java',
    containers: {
      app: {
        image: `registry.example.com/payments-api@sha256:${'a'.repeat(64)}`,
        port: 8080,
      },
    },
    environments: ['dev'],
  },
});

/** What the backend says of an intent that two policies deny. */
const DENIED = [
  'payments-api is denied, nothing was written:',
  'agreement: fraud-service does not accept payments-api. Add it.',
  'image-digest: The image has no digest. Pin it.',
].join('\n');

describe('a step whose call the backend refuses', () => {
  let server: Server | undefined;

  afterEach(async () => {
    const listening = server;
    server = undefined;
    await new Promise<void>(resolve => {
      if (listening) {
        listening.close(() => resolve());
      } else {
        resolve();
      }
    });
  });

  /** What the step ends with when the backend answers so; without an answer nobody listens. */
  async function endOf(
    answer?: RequestListener,
    token?: string,
  ): Promise<Error> {
    let port = 1;
    if (answer) {
      const listening = createServer(answer);
      server = listening;
      await new Promise<void>(resolve => {
        listening.listen(0, '127.0.0.1', resolve);
      });
      const address = listening.address();
      port = typeof address === 'object' && address ? address.port : port;
    }
    const client = DefaultGoldenPathClient.create({
      auth: mockServices.auth(),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => `http://127.0.0.1:${port}`,
      }),
    });
    const ctx = createMockActionContext({
      input: { intent, token },
      logger: mockServices.logger.mock(),
    });
    const ended = createChangeRequestAction({ client }).handler({
      ...ctx,
      getInitiatorCredentials: async () => mockCredentials.user(),
    });
    return ended.then(
      () => {
        throw new Error('the step was expected to fail');
      },
      error => error,
    );
  }

  function refusing(status: number, body: string): RequestListener {
    return (_req, res) => {
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(body);
    };
  }

  it('ends with the words of the backend, one finding a line, and without a stack', async () => {
    const error = await endOf(
      refusing(
        400,
        JSON.stringify({
          error: { name: 'InputError', message: DENIED, findings: [] },
          request: { method: 'POST', url: '/change-requests' },
          response: { statusCode: 400 },
        }),
      ),
    );
    expect(error).toMatchObject({ name: 'InputError', message: DENIED });
    // The scaffolder writes the stack into the log of the task.
    expect(error.stack).toBe(DENIED);
  });

  it.each([
    ['brings the credentials of the person on the Git host along', 'gho_priya'],
    ['brings none along where the template has none', undefined],
  ])('%s', async (_what, token) => {
    let header: string | string[] | undefined;
    const error = await endOf((req, res) => {
      header = req.headers['x-fairway-host-token'];
      refusing(500, JSON.stringify({ error: { message: 'no' } }))(req, res);
    }, token);
    expect(header).toBe(token);
    expect(`${error.message} ${error.stack}`).not.toContain('gho_priya');
  });

  it.each([
    ['a page of a proxy', refusing(502, '<html>Bad gateway</html>'), /502/],
    ['nothing', undefined, /cannot be reached.*opens no second request/],
  ])('says what to do when the answer is %s', async (_what, answer, words) => {
    const error = await endOf(answer);
    expect(error.message).toMatch(words);
    expect(error.message).toMatch(/tart the task again/);
    expect(error.stack).toBe(error.message);
  });
});
