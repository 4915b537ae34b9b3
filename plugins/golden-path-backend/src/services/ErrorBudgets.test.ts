import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { SloErrorBudgets } from './ErrorBudgets';

/** Something that stands for the SLO plugin. */
function standIn() {
  const asked: string[] = [];
  let answer: { status: number; body: string } = { status: 200, body: '' };
  const server: Server = createServer((req, res) => {
    asked.push(req.url ?? '');
    res.writeHead(answer.status, { 'content-type': 'application/json' });
    res.end(answer.body);
  });
  return {
    asked,
    answers: (status: number, body: unknown) => {
      answer = { status, body: JSON.stringify(body) };
    },
    async start() {
      await new Promise<void>(resolve => {
        server.listen(0, '127.0.0.1', resolve);
      });
      const { port } = server.address() as AddressInfo;
      return `http://127.0.0.1:${port}/api/slo`;
    },
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
      }),
  };
}

describe('Error budgets of services', () => {
  const slo = standIn();
  let now = Date.parse('2026-11-20T12:00:00Z');
  let baseUrl: string;

  beforeAll(async () => {
    baseUrl = await slo.start();
  });
  afterAll(() => slo.stop());
  beforeEach(() => {
    slo.asked.length = 0;
  });

  const create = () =>
    SloErrorBudgets.create({
      auth: mockServices.auth(),
      clock: { now: () => now },
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => baseUrl,
      }),
      logger: mockServices.logger.mock(),
    });

  it('are asked once in a while, and told by objective', async () => {
    slo.answers(200, {
      items: [
        {
          service: 'payments-api',
          objectives: [
            { id: 'a', title: '99.9% succeed', state: 'exhausted', spent: 1.5 },
            { id: 'b', title: 'fast', state: 'no-data' },
          ],
        },
      ],
    });
    const budgets = create();
    const expected = [
      { service: 'payments-api', title: '99.9% succeed', spent: 1.5 },
    ];
    expect(await budgets.of(['payments-api', 'other'])).toEqual(expected);
    expect(await budgets.of(['payments-api'])).toEqual(expected);
    expect(slo.asked).toEqual([
      '/api/slo/budgets?service=payments-api&service=other',
    ]);
    now += 31_000;
    await budgets.of(['payments-api']);
    expect(slo.asked).toHaveLength(2);
  });

  it.each([
    ['is not there', 404, {}],
    ['fails', 500, { error: 'oops' }],
    ['answers something else', 200, { objectives: 'none' }],
  ])('keep nothing waiting when the SLO plugin %s', async (_, status, body) => {
    slo.answers(status, body);
    expect(await create().of(['payments-api'])).toEqual([]);
  });
});
