import { createServer } from 'node:net';
import {
  mockServices,
  ServiceFactoryTester,
} from '@backstage/backend-test-utils';
import { httpRouter } from './httpsOnlyHeaders';

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}

/** The headers of an answer of a portal that people reach at `baseUrl`. */
async function headersOf(baseUrl: string): Promise<Headers> {
  const port = await freePort();
  const lifecycle = mockServices.rootLifecycle.mock();
  await ServiceFactoryTester.from(httpRouter, {
    dependencies: [
      lifecycle.factory,
      mockServices.rootConfig.factory({
        data: {
          backend: {
            baseUrl,
            listen: { host: '127.0.0.1', port },
            csp: { 'connect-src': ["'self'"] },
          },
        },
      }),
    ],
  }).getSubject();
  const answer = await fetch(`http://127.0.0.1:${port}/nowhere`);
  await answer.text();
  for (const [stop] of lifecycle.addShutdownHook.mock.calls) {
    await stop();
  }
  return answer.headers;
}

describe('the headers that send a browser to HTTPS', () => {
  it('are kept back from a portal on plain HTTP, the rest of the policy is not', async () => {
    const headers = await headersOf('http://portal.test:3000');
    expect(headers.get('strict-transport-security')).toBeNull();
    const policy = headers.get('content-security-policy');
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(policy).toMatch(/default-src 'self';.*connect-src 'self'/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('are sent by a portal on HTTPS', async () => {
    const headers = await headersOf('https://portal.test');
    expect(headers.get('strict-transport-security')).toMatch(/max-age=\d+/);
    expect(headers.get('content-security-policy')).toContain(
      'upgrade-insecure-requests',
    );
  });
});
