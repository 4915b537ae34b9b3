import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { systemClock } from '@fairway/backend-kit';
import { SHIPPED_CONTRACT } from '../__testUtils__/portal';
import { ContractService } from '../services/ContractService';
import { ArgoCdCollector } from './ArgoCdCollector';
import type { Intake } from './Intake';
import type { ReceivedFact } from './webhooks/received';

describe('Looking at Argo CD', () => {
  let server: Server;
  let health = 'Healthy';
  const asked: string[] = [];

  beforeAll(async () => {
    server = createServer((req, res) => {
      const selector = new URL(req.url ?? '', 'http://double').searchParams.get(
        'selector',
      );
      asked.push(selector ?? '');
      const items = selector?.endsWith('=prod')
        ? [
            {
              metadata: { name: 'prod-payments-api' },
              spec: { destination: {} },
              status: {
                sync: { status: 'Synced', revision: 'moves on' },
                health: { status: health },
                operationState: {
                  phase: 'Succeeded',
                  finishedAt: '2026-11-21T09:00:00Z',
                  syncResult: { revision: 'e'.repeat(40) },
                },
              },
            },
          ]
        : [];
      res.end(JSON.stringify({ metadata: {}, items }));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });

  afterAll(() => new Promise(resolve => server.close(resolve)));

  it('tells what changed, of the clusters that each delivers to, whoever else is silent', async () => {
    const { port } = server.address() as AddressInfo;
    const told: Pick<ReceivedFact, 'state' | 'outcome' | 'at' | 'facts'>[] = [];
    const take = jest.fn<
      ReturnType<Intake['take']>,
      Parameters<Intake['take']>
    >(async (_source, facts) => {
      told.push(
        ...facts.map(({ state, outcome, at, facts: own }) => ({
          state,
          outcome,
          at,
          facts: own,
        })),
      );
      return { services: [], added: 0, known: 0, unknown: [] };
    });
    const logger = mockServices.logger.mock();
    const collector = ArgoCdCollector.create({
      clock: systemClock,
      contract: ContractService.create({
        directory: SHIPPED_CONTRACT,
        logger,
        clock: systemClock,
      }),
      instances: [
        {
          name: 'silent',
          url: 'http://127.0.0.1:9',
          token: 'token',
          timeoutMs: 1000,
        },
        {
          name: 'prod-eu-1',
          url: `http://127.0.0.1:${port}`,
          token: 'token',
          clusters: ['prod-eu-1'],
          timeoutMs: 1000,
        },
      ],
      intake: { take },
      logger,
    });
    await collector.run();
    expect(asked).toEqual([
      'app.kubernetes.io/managed-by=fairway,fairway.dev/environment=prod',
    ]);
    expect(told).toMatchObject([
      {
        state: 'synced',
        outcome: 'passed',
        facts: { cluster: 'prod-eu-1', revision: 'e'.repeat(40) },
      },
      { state: 'ready', outcome: 'passed' },
    ]);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('silent cannot be reached'),
    );

    await collector.run();
    expect(told).toHaveLength(2);
    health = 'Degraded';
    await collector.run();
    expect(told.at(-1)).toMatchObject({ state: 'ready', outcome: 'failed' });
    health = 'Healthy';
    await collector.run();
    // Argo CD gave no time for it, and it is later than the last sync all the same.
    expect(told.at(-1)).toMatchObject({ state: 'ready', outcome: 'passed' });
    expect(told.at(-1)?.at).not.toBe('2026-11-21T09:00:00Z');
  });
});
